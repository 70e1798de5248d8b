package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Circles among strands that wait for each other. */
@Timeout(60)
class WaitGraphTest {
    private final Map<String, Strand> strands = new HashMap<>();
    private final List<WaitSite> sites = new ArrayList<>();
    private long clock = Long.MAX_VALUE - 2; // wraps during the test

    @Test
    void aChainIsNoCircle() {
        waitsFor("a", "b");
        waitsFor("b", "c");

        assertThat(cycles()).isEmpty();
    }

    @Test
    void twoThatWaitForEachOtherAreACircle() {
        waitsFor("a", "b");
        waitsFor("b", "a");

        assertThat(cycles()).containsExactly("a b");
    }

    @Test
    void aCircleBeginsWithTheLongestWait() {
        waitsFor("c", "a");
        waitsFor("a", "b");
        waitsFor("b", "c");

        assertThat(cycles()).containsExactly("c a b");
    }

    @Test
    void oneThatWaitsForItselfIsACircle() {
        waitsFor("a", "a");

        assertThat(cycles()).containsExactly("a");
    }

    @Test
    void whoeverWaitsForACircleIsNoPartOfIt() {
        waitsFor("x", "y");
        waitsFor("y", "a");
        waitsFor("a", "b");
        waitsFor("b", "a");
        waitsFor("z", "b");

        assertThat(cycles()).containsExactly("a b");
    }

    @Test
    void allCirclesAreFound() {
        waitsFor("a", "b");
        waitsFor("c", "d");
        waitsFor("b", "a");
        waitsFor("d", "e");
        waitsFor("e", "c");

        assertThat(cycles()).containsExactlyInAnyOrder("a b", "c d e");
    }

    @Test
    void aStrandThatWasReadTwiceIsWhereItWasLast() {
        waitsFor("a", "b");
        waitsFor("b", "a");
        waitsFor("a", "c");

        assertThat(cycles()).isEmpty();
    }

    @Test
    void aWaitWithoutAnOwnerIsNoEdge() {
        WaitSite site =
                new WaitSite("s", "take", null, 1, List.of(new WaitSite.Wait("a", strand("a"), 0)));

        assertThat(new WaitGraph(List.of(site)).cycles()).isEmpty();
    }

    @Test
    void aCallbackIsNoEdge() {
        WaitSite site =
                new WaitSite("s", "lock", strand("a"), 1, List.of(new WaitSite.Wait("c", null, 0)));

        assertThat(new WaitGraph(List.of(site)).cycles()).isEmpty();
    }

    @Test
    void aCircleOfAHundredThousandNeedsNoDeepStack() {
        int all = 100_000;
        for (int i = 0; i < all; i++) {
            waitsFor("s" + i, "s" + (i + 1) % all);
        }

        List<List<WaitGraph.Edge>> cycles = new WaitGraph(sites).cycles();

        assertThat(cycles).extracting(List::size).containsExactly(all);
    }

    @Test
    void anEdgeReadsAsASentence() {
        waitsFor("a", "b");
        waitsFor("b", "a");

        assertThat(new WaitGraph(sites).cycles().get(0).get(0))
                .hasToString("a waits to lock mutex of b, owned by b");
    }

    private List<String> cycles() {
        return new WaitGraph(sites)
                .cycles().stream()
                        .map(cycle ->
                                String.join(
                                        " ",
                                        cycle.stream().map(edge -> edge.waiter().name()).toList()))
                        .toList();
    }

    private void waitsFor(String waiter, String owner) {
        WaitSite.Wait wait = new WaitSite.Wait(waiter, strand(waiter), clock++);
        sites.add(new WaitSite("mutex of " + owner, "lock", strand(owner), 1, List.of(wait)));
    }

    private Strand strand(String name) {
        return strands.computeIfAbsent(name, ScriptedStrand::named);
    }
}
