/** The name of the configuration file, at the top of a workspace folder. */
export const CONFIG_FILE = 'migration-lens.json';
