package io.ropewalk.benchmarks.queues;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.Select;
import com.softwaremill.jox.SelectClause;

import io.ropewalk.benchmarks.traffic.Item;

/** jox's select over two buffered channels. */
final class JoxChoice implements Choice {
    private final Channel<Item> first = Channel.newBufferedChannel(ROOM);
    private final Channel<Item> second = Channel.newBufferedChannel(ROOM);

    /** Made once, in the peer's favour: its documentation makes them for each select. */
    private final SelectClause<Item> fromFirst = first.receiveClause();

    private final SelectClause<Item> fromSecond = second.receiveClause();

    @Override
    public void put(int channel, Item item) throws InterruptedException {
        (channel == 0 ? first : second).send(item);
    }

    @Override
    public Item take() throws InterruptedException {
        return Select.select(fromFirst, fromSecond);
    }
}
