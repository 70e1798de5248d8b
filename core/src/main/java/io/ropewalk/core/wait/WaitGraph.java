package io.ropewalk.core.wait;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which strand waits for which: an edge leads from each strand that waits to the strand that owns
 * what it waits for. A cycle is a deadlock of platform threads, virtual threads and coroutines
 * alike.
 *
 * <p>Only queues that know their {@link WaitQueue#owner() owner} have edges; a wait for whoever
 * comes next (an item, a permit) has none.
 */
public final class WaitGraph {
    /*
     * A strand waits in one place, so each node has at most one edge out, and all cycles are found
     * by following edges: each node is walked over once.
     *
     * A snapshot reads the queues one after another, and may join edges that never stood together.
     * deadlocks() therefore keeps only cycles whose edges three snapshots in a row agree on. The
     * same waiter in the first and the third was blocked all through the second; what it owned at
     * any moment of the second, it owned all through it. So all edges stood together.
     */
    private static final int CONFIRMATIONS = 2;

    private final Map<Strand, Edge> edges = new LinkedHashMap<>();

    /**
     * One strand waits for another.
     *
     * @param waiter who waits
     * @param owner who owns what it waits for
     * @param site where it waits
     * @param since {@link System#nanoTime()} when it began
     */
    public record Edge(Strand waiter, Strand owner, WaitSite site, long since) {
        boolean isSameAs(Edge other) {
            return waiter.equals(other.waiter)
                    && owner.equals(other.owner)
                    && since == other.since
                    && site.operation().equals(other.site.operation());
        }

        /**
         * The edge in words.
         *
         * @return such as "main waits to lock Mutex[a], owned by worker-1"
         */
        @Override
        public String toString() {
            return waiter.name()
                    + " waits to "
                    + site.operation()
                    + " "
                    + site.subject()
                    + ", owned by "
                    + owner.name();
        }
    }

    /**
     * The graph of a snapshot.
     *
     * @param sites as {@link WaitRegistry#snapshot} gives them
     */
    public WaitGraph(List<WaitSite> sites) {
        for (WaitSite site : sites) {
            Strand owner = site.owner();
            if (owner != null) {
                for (WaitSite.Wait wait : site.waits()) {
                    Strand waiter = wait.strand();
                    if (waiter != null) {
                        Edge edge = new Edge(waiter, owner, site, wait.since());
                        edges.merge(waiter, edge, WaitGraph::laterOf);
                    }
                }
            }
        }
    }

    /** A strand that moved on between the reading of two queues is in the later. */
    private static Edge laterOf(Edge one, Edge other) {
        return one.since - other.since >= 0 ? one : other;
    }

    /**
     * All cycles of this graph. Each begins with the strand that has waited longest.
     *
     * @return the edges of each cycle, in order; the last one's owner is the first one's waiter
     */
    public List<List<Edge>> cycles() {
        List<List<Edge>> cycles = new ArrayList<>();
        Set<Strand> done = new HashSet<>();
        for (Strand start : edges.keySet()) {
            Map<Strand, Integer> places = new HashMap<>();
            List<Edge> path = new ArrayList<>();
            Edge edge = edges.get(start);
            while (edge != null && done.add(edge.waiter)) {
                places.put(edge.waiter, path.size());
                path.add(edge);
                edge = edges.get(edge.owner);
            }
            Integer entry = edge == null ? null : places.get(edge.waiter);
            if (entry != null) {
                cycles.add(fromTheLongestWait(path.subList(entry, path.size())));
            }
        }
        return cycles;
    }

    private static List<Edge> fromTheLongestWait(List<Edge> cycle) {
        int first = 0;
        for (int i = 1; i < cycle.size(); i++) {
            if (cycle.get(i).since - cycle.get(first).since < 0) {
                first = i;
            }
        }
        List<Edge> turned = new ArrayList<>(cycle.subList(first, cycle.size()));
        turned.addAll(cycle.subList(0, first));
        return List.copyOf(turned);
    }

    /**
     * The deadlocks that there are now: cycles whose edges all stood at the same time. A wait with
     * a time limit, or an interrupt, can still end one.
     *
     * @param now a snapshot just taken
     * @return the cycles
     */
    public static List<List<Edge>> deadlocks(List<WaitSite> now) {
        List<List<Edge>> cycles = new WaitGraph(now).cycles();
        for (int i = 0; i < CONFIRMATIONS && !cycles.isEmpty(); i++) {
            WaitGraph again = new WaitGraph(WaitRegistry.snapshot(0));
            cycles.removeIf(cycle -> !cycle.stream().allMatch(again::has));
        }
        return cycles;
    }

    private boolean has(Edge edge) {
        Edge mine = edges.get(edge.waiter);
        return mine != null && mine.isSameAs(edge);
    }
}
