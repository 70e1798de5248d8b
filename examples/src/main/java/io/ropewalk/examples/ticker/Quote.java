package io.ropewalk.examples.ticker;

/**
 * What the ticker knows of a module at some moment.
 *
 * @param module its name
 * @param step the number of the update, over all modules
 * @param bytes of the module's classes that were counted so far
 */
record Quote(String module, long step, long bytes) {}
