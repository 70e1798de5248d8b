package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.jcstress.Meeting;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A side of a ONE/ONE buffer that nobody has used: its first user against one who retires it. r1
 * whether the user may, r2 whether the side was retired.
 */
@Outcome(
        id = "true, false",
        expect = ACCEPTABLE,
        desc = "the user came first: only it may retire its side now")
@Outcome(
        id = "false, true",
        expect = ACCEPTABLE,
        desc = "the side was retired first: nobody uses it any more")
@Outcome(
        id = "true, true",
        expect = FORBIDDEN,
        desc = "a side that is used was taken for dead: its items would be lost")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "neither: the buffer would never end")
@JCStressTest
@State
public class CursorRace {
    private final Meeting meeting = new Meeting();
    private final Cursor cursor = new Cursor();

    public CursorRace() {}

    @Actor
    public void user(ZZ_Result r) {
        r.r1 = cursor.takeOver();
        meeting.attend(); // a user that has ended may be retired
    }

    @Actor
    public void retirer(ZZ_Result r) {
        r.r2 = cursor.retire();
        meeting.attend();
    }
}
