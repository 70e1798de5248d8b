package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.Channel;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.ChannelSpec;
import io.ropewalk.testkit.ChannelStorm;
import io.ropewalk.testkit.StormReport;
import io.ropewalk.testkit.StrandKind;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.function.Function;

/** Storms over full buffers that drop: each item is received or handed back, and the order kept. */
abstract class DropStorm {
    private static final WaitPolicy POLICY = WaitPolicy.PUBLISHER_FENCES;

    private final StrandKind strands;

    DropStorm(StrandKind strands) {
        this.strands = strands;
    }

    @ParameterizedTest
    @EnumSource
    void dropping_the_oldest_keeps_the_law(Kind kind) {
        storm(kind.producers, kind.consumers, spec -> ring(spec, Overflow.DROP_OLDEST));
    }

    @ParameterizedTest
    @EnumSource
    void dropping_the_newest_keeps_the_law(Kind kind) {
        storm(kind.producers, kind.consumers, spec -> ring(spec, Overflow.DROP_NEWEST));
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_OLDEST", "DROP_NEWEST"})
    void a_growable_buffer_that_drops_keeps_the_law(Overflow overflow) {
        storm(
                Parties.MANY,
                Parties.ONE,
                spec ->
                        SpecifiedBuffers.growable(spec, POLICY)
                                .overflow(overflow)
                                .checkRoles(false)
                                .build());
    }

    private static Channel<Long> ring(ChannelSpec<Long> spec, Overflow overflow) {
        return SpecifiedBuffers.builder(spec, POLICY).overflow(overflow).checkRoles(false).build();
    }

    private void storm(
            Parties producers,
            Parties consumers,
            Function<ChannelSpec<Long>, Channel<Long>> buffers) {
        StormReport report =
                ChannelStorm.run(
                        SpecifiedBuffers.smallStorm(count(producers), count(consumers))
                                .drops()
                                .strands(strands)
                                .build(),
                        buffers);
        assertThat(report.rescues()).isZero();
    }

    private static int count(Parties parties) {
        return parties == Parties.ONE ? 1 : 3;
    }
}
