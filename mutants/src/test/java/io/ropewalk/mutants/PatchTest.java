package io.ropewalk.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

/** A patch lands where its lines stand, and nowhere else. */
class PatchTest {
    private static final String DIFF =
            """
            --- a/core/A.java
            +++ b/core/A.java
            @@ -2,3 +2,2 @@
             before
            -gone
             after
            """;

    @Test
    void itsLinesAreReplaced() throws Unusable {
        assertThat(applied("1", "before", "gone", "after")).containsExactly("1", "before", "after");
    }

    @Test
    void itFollowsLinesThatHaveMoved() throws Unusable {
        assertThat(applied("1", "2", "3", "before", "gone", "after"))
                .containsExactly("1", "2", "3", "before", "after");
    }

    @Test
    void aLaterHunkFollowsTheShiftOfTheEarlier() throws Unusable {
        String two = DIFF + "@@ -6,1 +5,2 @@\n last\n+more\n";

        List<String> patched =
                change(two).applyTo(List.of("1", "before", "gone", "after", "last", "last"));

        assertThat(patched).containsExactly("1", "before", "after", "last", "last", "more");
    }

    @Test
    void ofEqualPlacesTheOneAtItsLineIsMeant() throws Unusable {
        assertThat(applied("1", "before", "gone", "after", "before", "gone", "after"))
                .containsExactly("1", "before", "after", "before", "gone", "after");
    }

    @Test
    void equalPlacesNeitherOfWhichIsAtItsLineAreRefused() {
        assertThatThrownBy(() -> applied("before", "gone", "after", "before", "gone", "after"))
                .isInstanceOf(Unusable.class)
                .hasMessage(
                        "does not fit core/A.java any more: its lines stand at [1, 4], which is"
                                + " meant?");
    }

    @Test
    void aLineThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> applied("1", "before", "other", "after"))
                .isInstanceOf(Unusable.class)
                .hasMessage("does not fit core/A.java any more: line 2 or near it was 'gone'");
    }

    @Test
    void linesThatHavePartedAreNamed() {
        assertThatThrownBy(() -> applied("1", "before", "new", "gone", "after"))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining(
                        "'before' on (line 2) are there, but not one after the other");
    }

    @Test
    void whatIsNoDiffIsRefused() {
        assertThatThrownBy(() -> Patch.parse(List.of("what is this")))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("no part of a unified diff");
        assertThatThrownBy(() -> Patch.parse(List.of("--- a/A", "+++ b/A")))
                .isInstanceOf(Unusable.class)
                .hasMessage("it changes nothing");
        assertThatThrownBy(() -> Patch.parse(List.of("+++ b/A", "@@ -1,2 +1,1 @@", " a")))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("counts other lines than follow it");
    }

    private static List<String> applied(String... source) throws Unusable {
        return change(DIFF).applyTo(List.of(source));
    }

    private static Patch.Change change(String diff) throws Unusable {
        return Patch.parse(diff.lines().toList()).changes().get(0);
    }
}
