/** Waiting for the first of several things: items of channels, room in channels, timers, stages. */
package io.ropewalk.queues.select;
