/**
 * A ring of slots that are allocated once: producers write into them in place, and a graph of
 * stages reads them, each parked until the stages before it have gone on.
 */
package io.ropewalk.queues.ring;
