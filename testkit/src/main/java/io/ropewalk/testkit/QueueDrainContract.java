package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.AbstractCollection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** {@code drainTo}. */
abstract class QueueDrainContract extends BlockingQueueContractPart {
    QueueDrainContract(BlockingQueueContract contract) {
        super(contract);
    }

    @Test
    void allItemsGoToTheTargetInOrderBehindWhatItHolds() {
        BlockingQueue<Integer> queue = queueHolding(200, 256);
        List<Integer> target = new ArrayList<>(List.of(-1));

        assertThat(queue.drainTo(target)).isEqualTo(200);

        assertThat(target).isEqualTo(numbers(-1, 200));
        assertThat(queue).isEmpty();
        assertThat(queue.drainTo(target)).isZero();
    }

    @Test
    void noMoreThanTheMaximumIsDrained() {
        BlockingQueue<Integer> queue = queueHolding(5, 8);
        List<Integer> target = new ArrayList<>();

        assertThat(queue.drainTo(target, 2)).isEqualTo(2);
        assertThat(queue.drainTo(target, 0)).isZero();
        assertThat(queue.drainTo(target, -1)).isZero();
        assertThat(queue.drainTo(target, Integer.MIN_VALUE)).isZero();

        assertThat(target).containsExactly(0, 1);
        assertThat(queue.drainTo(target, 9)).isEqualTo(3);
        assertThat(target).isEqualTo(numbers(0, 5));
    }

    @Test
    void aQueueCannotBeDrainedToItself() {
        BlockingQueue<Integer> queue = queueHolding(2, 8);

        assertThatThrownBy(() -> queue.drainTo(queue)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.drainTo(queue, 1))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(contentOf(queue)).containsExactly(0, 1);
    }

    @Test
    void drainingLetsAsManySleepingPuttersIn() throws Exception {
        BlockingQueue<Integer> queue = fullQueue(3);
        List<BackgroundCall<@Nullable Void>> putters = sleepingPutters(queue, 3, 4, 5);

        assertThat(queue.drainTo(new ArrayDeque<>(), 3)).isEqualTo(3);

        for (BackgroundCall<@Nullable Void> putter : putters) {
            putter.result();
        }
        assertThat(contentOf(queue)).containsExactlyInAnyOrder(3, 4, 5);
    }

    @Test
    void whatATargetTookBeforeItThrewIsNotInTheQueueAnyMore() {
        BlockingQueue<Integer> queue = queueHolding(6, 8);
        Picky target = new Picky(3);

        assertThatThrownBy(() -> queue.drainTo(target)).isInstanceOf(IllegalStateException.class);

        assertThat(target.taken).containsExactly(0, 1, 2);
        assertThat(queue).doesNotContain(0, 1, 2);
        assertThat(queue.size()).isEqualTo(contentOf(queue).size());
    }

    /** Throws instead of taking a certain number. */
    private static final class Picky extends AbstractCollection<Integer> {
        final List<Integer> taken = new ArrayList<>();
        private final int refused;

        Picky(int refused) {
            this.refused = refused;
        }

        @Override
        public boolean add(Integer item) {
            if (item == refused) {
                throw new IllegalStateException("on purpose");
            }
            return taken.add(item);
        }

        @Override
        public Iterator<Integer> iterator() {
            return taken.iterator();
        }

        @Override
        public int size() {
            return taken.size();
        }
    }
}
