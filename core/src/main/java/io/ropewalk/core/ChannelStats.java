package io.ropewalk.core;

/**
 * What went through a channel, read without stopping it.
 *
 * <p>The fields are read one after another, so while the channel is in use they need not agree with
 * each other. At quiescence (no call in progress) of a closed and drained or cancelled channel,
 * {@code accepted == delivered + undelivered}. Reading costs a few loads and short locks of each
 * side's waiters; keeping the numbers costs nothing beyond the channel's own indices and its slow
 * paths.
 *
 * @param accepted items that a send has accepted
 * @param delivered items handed to a caller, a sink or an iterator
 * @param undelivered items accepted, then handed to the channel's handler for those
 * @param dropped those of the undelivered that a full buffer dropped by its policy, or that a newer
 *     item replaced
 * @param occupancy items in the channel: between zero and its capacity
 * @param timesFull how often a send found no room
 * @param timesEmpty how often a receive found no item
 * @param senderParks how often a sender parked, in waits that have ended
 * @param receiverParks how often a receiver parked, in waits that have ended
 * @param rescues wake-ups that a timed look made up for; see {@link WaitPolicy}
 */
public record ChannelStats(
        long accepted,
        long delivered,
        long undelivered,
        long dropped,
        long occupancy,
        long timesFull,
        long timesEmpty,
        long senderParks,
        long receiverParks,
        long rescues) {}
