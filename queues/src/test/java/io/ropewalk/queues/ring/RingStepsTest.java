package io.ropewalk.queues.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.queues.Interposed;
import io.ropewalk.queues.Parties;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls on a ring in the middle of each other. No stage has a thread: the calls take its steps.
 * Runs as the tests marked with {@code NeedsSteps} do.
 */
@Tag("steps")
@EnabledIfSystemProperty(named = "ropewalk.steps", matches = "true")
@Timeout(60)
class RingStepsTest {
    /** A ring and the stage that it began with. */
    private static final class World {
        final RingBuffer<Cell> ring;
        final Stage stage;
        final Claims claims;
        final AtomicInteger accepted = new AtomicInteger();
        final AtomicLong one = new AtomicLong();
        final AtomicLong other = new AtomicLong();

        World(RingBufferBuilder<Cell> builder, int published) {
            ring = builder.build();
            stage = ring.stage("stage", new Seen()).add();
            claims = stage.graph().claims();
            for (int i = 0; i < published; i++) {
                put();
            }
        }

        void put() {
            long sequence = claims.tryClaim(1);
            if (sequence >= 0) {
                ring.publish(sequence);
                accepted.incrementAndGet();
            }
        }

        void step(long end) {
            step(stage, end);
        }

        static void step(Stage stage, long end) {
            stage.tracks()[0].moveTo(end);
            stage.graph().stageMoved();
        }
    }

    private static Interposed<World> calls(Parties producers, int capacity, int published) {
        return Interposed.in(() -> new World(Cell.ring(capacity).producers(producers), published));
    }

    private static void joins(World w) {
        w.one.set(w.ring.stage("late", new Seen()).add().position());
    }

    private static void mustNotHaveOverrunTheJoiner(World w) {
        assertThat(w.claims.claimedEnd()).isLessThanOrEqualTo(w.one.get() + 2);
    }

    @ParameterizedTest
    @EnumSource
    void a_stage_that_joins_and_a_step_during_a_claim(Parties producers) {
        calls(producers, 2, 2)
                .first(World::put)
                .second(w -> {
                    joins(w);
                    w.step(2);
                })
                .then(RingStepsTest::mustNotHaveOverrunTheJoiner)
                .atEachStep();
    }

    @ParameterizedTest
    @EnumSource
    void a_step_and_claims_while_a_stage_joins(Parties producers) {
        calls(producers, 2, 2)
                .first(RingStepsTest::joins)
                .second(w -> {
                    w.step(2);
                    w.put();
                    w.put();
                })
                .then(RingStepsTest::mustNotHaveOverrunTheJoiner)
                .atEachStep();
    }

    @Test
    void a_claim_during_another_one() {
        calls(Parties.MANY, 3, 1)
                .first(w -> w.one.set(w.claims.tryClaim(1)))
                .second(w -> w.other.set(w.claims.tryClaim(2)))
                .then(w -> {
                    boolean oneFirst = w.one.get() == 1 && w.other.get() == RingBuffer.NO_ROOM;
                    boolean otherFirst = w.other.get() == 1 && w.one.get() == RingBuffer.NO_ROOM;
                    assertThat(oneFirst || otherFirst).as(w.one + " and " + w.other).isTrue();
                })
                .atEachStep();
    }

    @ParameterizedTest
    @EnumSource
    void a_close_during_a_claim(Parties producers) {
        calls(producers, 4, 0)
                .first(w -> {
                    w.put();
                    w.put();
                })
                .second(w -> w.ring.close())
                .then(RingStepsTest::mustEndBehindWhatWasAccepted)
                .atEachStep();
    }

    @ParameterizedTest
    @EnumSource
    void claims_during_a_close(Parties producers) {
        calls(producers, 4, 0)
                .first(w -> w.ring.close())
                .second(w -> {
                    w.put();
                    w.put();
                })
                .then(RingStepsTest::mustEndBehindWhatWasAccepted)
                .atEachStep();
    }

    private static void mustEndBehindWhatWasAccepted(World w) {
        int accepted = w.accepted.get();
        w.put(); // answers a request to close
        assertThat(w.accepted).hasValue(accepted);
        assertThat(w.claims.isOverAt(accepted)).isTrue();
        assertThat(accepted > 0 && w.claims.isOverAt(accepted - 1L)).isFalse();
    }

    @Test
    void an_abort_during_another_one() {
        Interposed.in(() -> new Tombstones(8, 0))
                .first(tombstones -> tombstones.add(2))
                .second(tombstones -> tombstones.add(5))
                .then(tombstones -> {
                    assertThat(tombstones.since(5)).isTrue();
                    assertThat(tombstones.countIn(0, 8)).isEqualTo(2);
                })
                .atEachStep();
    }

    @Test
    void a_stage_is_through_while_another_one_clears() {
        AtomicInteger cleared = new AtomicInteger();
        Interposed.in(
                        () -> {
                            cleared.set(0);
                            RingBufferBuilder<Cell> builder = RingBuffer.builder(1, Cell::new);
                            World w =
                                    new World(builder.clear(cell -> cleared.incrementAndGet()), 1);
                            Stage ignored = w.ring.stage("other", new Seen()).add();
                            return w;
                        })
                .first(w -> w.step(1))
                .second(w -> World.step(w.ring.stages().get(1), 1))
                .then(w -> {
                    assertThat(cleared).hasValue(1);
                    assertThat(w.claims.tryClaim(1)).isEqualTo(1);
                })
                .atEachStep();
    }

    @Test
    void a_run_is_done_while_another_one_is_noted() {
        record Group(Track track, Tickets tickets) {}
        Interposed.in(
                        () -> {
                            Stage stage = Cell.ring(4).build().stage("group", new Seen()).add();
                            Track track = stage.tracks()[0];
                            return new Group(track, new Tickets(stage, track, 4, 2));
                        })
                .first(group -> group.tickets().complete(0, 1))
                .second(group -> group.tickets().complete(1, 3))
                .then(group -> assertThat(group.track().end()).isEqualTo(3))
                .atEachStep();
    }

    @Test
    void a_turn_is_taken_once() {
        record Taken(Turn turn, AtomicBoolean first, AtomicBoolean second) {}
        Interposed.in(() ->
                        new Taken(
                                new Turn("test", "take"), new AtomicBoolean(), new AtomicBoolean()))
                .first(taken -> taken.first().set(taken.turn().tryTake()))
                .second(taken -> taken.second().set(taken.turn().tryTake()))
                .then(taken -> assertThat(taken.first().get()).isNotEqualTo(taken.second().get()))
                .atEachStep();
    }
}
