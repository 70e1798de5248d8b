/**
 * Buffers between threads that can sleep, be interrupted, closed and cancelled, and lose nothing:
 * bounded ones, and two that grow.
 */
package io.ropewalk.queues;
