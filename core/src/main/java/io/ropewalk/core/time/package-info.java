/**
 * Time that a test can move: deadlines that never overflow, and the sources that they read the time
 * from.
 */
package io.ropewalk.core.time;
