package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.Channel;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;

/** Everything works with virtual threads too. */
class StrandKindVirtualTest {
    @Test
    void eachKindMakesItsThreads() {
        ThreadFactory mixed = StrandKind.MIXED.threads();

        assertThat(StrandKind.PLATFORM.threads().newThread(() -> {}).isVirtual()).isFalse();
        assertThat(StrandKind.VIRTUAL.threads().newThread(() -> {}).isVirtual()).isTrue();
        assertThat(mixed.newThread(() -> {}).isVirtual())
                .isNotEqualTo(mixed.newThread(() -> {}).isVirtual());
    }

    @ParameterizedTest
    @EnumSource(StrandKind.class)
    void stormsRun(StrandKind strands) {
        StormOptions options = StormOptions.builder().strands(strands).operations(30_000).build();

        StormReport report = ChannelStorm.run(options, Flaw.NONE::channel);

        assertThat(report.accepted()).isEqualTo(report.delivered() + report.undelivered());
    }

    @Test
    void aVirtualThreadIsSeenToFallAsleep() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        BackgroundCall<@Nullable Void> call =
                BackgroundCall.of(
                        ((BackgroundCall.Action) latch::await).toCallable(),
                        StrandKind.VIRTUAL.threads(),
                        Duration.ofSeconds(20));

        call.awaitAsleep();
        latch.countDown();

        assertThat(call.result()).isNull();
    }

    @Nested
    class OneMonitor extends ChannelContract {
        @Override
        protected <T> Channel<T> newChannel(ChannelSpec<T> spec) {
            return Flaw.NONE.channel(spec);
        }

        @Override
        protected StrandKind strands() {
            return StrandKind.VIRTUAL;
        }
    }
}
