package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Sender;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The last counted sender is closed while another is opened: r1 whether it was opened, r2 whether
 * it could send, r3 whether the buffer is closed in the end.
 */
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "the new sender kept the buffer open")
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "the last close came first: no new sender")
@Outcome(expect = FORBIDDEN, desc = "closed under an open sender, or left open without one")
@JCStressTest
@State
public class SenderHandleRace {
    private final BoundedBuffer<Integer> buffer = BoundedBuffer.of(1);
    private final Sender<Integer> last = buffer.sender();

    public SenderHandleRace() {}

    @Actor
    public void closer() {
        last.close();
    }

    @Actor
    public void opener(III_Result r) {
        try {
            Sender<Integer> another = buffer.sender();
            r.r1 = 1;
            r.r2 = another.trySend(1) ? 1 : 0;
        } catch (ClosedException e) {
            // r1 tells whether it was opened.
        }
    }

    @Arbiter
    public void judge(III_Result r) {
        r.r3 = buffer.isClosed() ? 1 : 0;
    }
}
