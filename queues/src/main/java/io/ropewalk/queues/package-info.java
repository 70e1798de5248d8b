/**
 * Buffers between threads that hold a bounded number of items, can sleep, be interrupted, closed
 * and cancelled, and lose nothing.
 */
package io.ropewalk.queues;
