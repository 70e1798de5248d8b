package io.ropewalk.examples;

import io.ropewalk.examples.census.ClassCensus;
import io.ropewalk.examples.contention.Contention;
import io.ropewalk.examples.diamond.RingGraph;
import io.ropewalk.examples.memory.BoundedVsUnbounded;
import io.ropewalk.examples.select.Select;
import io.ropewalk.examples.tasks.TaskQueue;
import io.ropewalk.examples.ticker.Conflate;

import java.util.List;

/** All demos, in the order in which to meet them. The first one runs when no name is given. */
final class Demos {
    private Demos() {}

    static List<Demo> all() {
        return List.of( //
                new ClassCensus(), //
                new TaskQueue(), //
                new BoundedVsUnbounded(), //
                new Conflate(), //
                new Select(), //
                new RingGraph(), //
                new Contention());
    }
}
