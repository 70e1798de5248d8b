package io.ropewalk.examples;

import io.ropewalk.core.ChannelStats;

/** Shows what went through some buffers, a line for each. */
public final class BufferTable {
    private final Report report;

    /**
     * Begins the table.
     *
     * @param report takes it
     */
    public BufferTable(Report report) {
        this.report = report;
        report.say(
                "%n%-7s %9s %9s %11s %10s %11s %12s %14s",
                "buffer",
                "accepted",
                "delivered",
                "undelivered",
                "times full",
                "times empty",
                "sender parks",
                "receiver parks");
    }

    /**
     * Adds a line.
     *
     * @param buffer its name
     * @param stats what went through it
     * @return this
     */
    public BufferTable row(String buffer, ChannelStats stats) {
        report.say(
                "%-7s %,9d %,9d %,11d %,10d %,11d %,12d %,14d",
                buffer,
                stats.accepted(),
                stats.delivered(),
                stats.undelivered(),
                stats.timesFull(),
                stats.timesEmpty(),
                stats.senderParks(),
                stats.receiverParks());
        return this;
    }
}
