// Loaded before the command line, it makes a Node without WebAssembly.
delete globalThis.WebAssembly;
