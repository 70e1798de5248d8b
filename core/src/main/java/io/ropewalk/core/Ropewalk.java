package io.ropewalk.core;

import io.ropewalk.core.wait.DeadlockEvent;
import io.ropewalk.core.wait.WaitGraph;
import io.ropewalk.core.wait.WaitRegistry;
import io.ropewalk.core.wait.WaitSite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the library as a whole can tell about itself.
 *
 * <p>A thread dump names platform threads only, and says of a parked thread what object it is
 * parked on. {@link #dump()} finds everything that waits in a Ropewalk primitive: platform threads,
 * virtual threads, coroutines and callbacks, and says what each waits for, who owns that, and who
 * waits for whom in a circle.
 *
 * {@snippet :
 * System.err.println("no progress for a minute\n" + Ropewalk.dump());
 * }
 */
public final class Ropewalk {
    private static final int WAITS_NAMED_PER_SITE = 100;

    private Ropewalk() {}

    /**
     * Everything that is waited for now. Each site is read at its own moment; deadlocks are
     * confirmed by further looks, and each is recorded as JFR event {@code ropewalk.Deadlock}.
     *
     * <p>Visits everything that anybody ever waited on and that is still in use. Takes each
     * primitive's internal lock for as long as it takes to list its waiters. Calls {@code toString}
     * of what is waited on. Does not wait for anything else; safe for any thread.
     *
     * @return a snapshot; it names at most 100 waits of a site
     */
    public static Dump dump() {
        long now = System.nanoTime();
        List<WaitSite> found = WaitRegistry.snapshot(WAITS_NAMED_PER_SITE);
        List<List<WaitGraph.Edge>> deadlocks = WaitGraph.deadlocks(found);
        deadlocks.forEach(DeadlockEvent::emit);

        List<Dump.Site> sites = new ArrayList<>();
        for (WaitSite site : found) {
            sites.add(toSite(site, now));
        }
        List<Dump.Deadlock> cycles = new ArrayList<>();
        for (List<WaitGraph.Edge> deadlock : deadlocks) {
            cycles.add(new Dump.Deadlock(deadlock.stream().map(Ropewalk::toLink).toList()));
        }
        return new Dump(sites, cycles);
    }

    private static Dump.Site toSite(WaitSite site, long now) {
        List<Dump.Wait> waits = new ArrayList<>();
        for (WaitSite.Wait wait : site.waits()) {
            if (waits.size() < WAITS_NAMED_PER_SITE) {
                long age = Math.max(now - wait.since(), 0); // it may have begun after now was read
                waits.add(new Dump.Wait(wait.name(), Duration.ofNanos(age)));
            }
        }
        String owner = site.owner() == null ? null : site.owner().name();
        return new Dump.Site(site.subject(), site.operation(), owner, site.count(), waits);
    }

    private static Dump.Link toLink(WaitGraph.Edge edge) {
        return new Dump.Link(
                edge.waiter().name(),
                edge.site().operation(),
                edge.site().subject(),
                edge.owner().name());
    }
}
