package io.ropewalk.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unified diff. Applied by its text, not by its line numbers: they only decide where the same
 * lines stand in several places. So a source may grow above and below, and a patch never lands
 * anywhere else in silence.
 */
record Patch(List<Change> changes) {
    private static final Pattern HUNK =
            Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+\\d+(?:,(\\d+))? @@.*");

    /** The hunks of one file; its path is relative to the root of the checkout. */
    record Change(String path, List<Hunk> hunks) {
        List<String> applyTo(List<String> source) throws Unusable {
            List<String> patched = new ArrayList<>(source);
            int shift = 0;
            for (Hunk hunk : hunks) {
                int at = hunk.find(path, patched, hunk.line - 1 + shift);
                patched.subList(at, at + hunk.before.size()).clear();
                patched.addAll(at, hunk.after);
                shift = at - (hunk.line - 1) + hunk.after.size() - hunk.before.size();
            }
            return patched;
        }
    }

    /** What stood at a line, counted from 1, and what stands there instead. */
    record Hunk(int line, List<String> before, List<String> after) {
        private int find(String path, List<String> source, int expected) throws Unusable {
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i + before.size() <= source.size(); i++) {
                if (source.subList(i, i + before.size()).equals(before)) {
                    places.add(i);
                }
            }
            if (places.contains(expected)) {
                return expected;
            }
            if (places.size() == 1) {
                return places.get(0);
            }
            String stale = "does not fit " + path + " any more: ";
            if (!places.isEmpty()) {
                List<Integer> lines = places.stream().map(place -> place + 1).toList();
                throw new Unusable(stale + "its lines stand at " + lines + ", which is meant?");
            }
            for (String wanted : before) {
                if (!source.contains(wanted)) {
                    throw new Unusable(
                            stale + "line " + line + " or near it was '" + wanted.strip() + "'");
                }
            }
            throw new Unusable(
                    stale
                            + "the lines from '"
                            + before.get(0).strip()
                            + "' on (line "
                            + line
                            + ") are there, but not one after the other");
        }
    }

    static Patch parse(List<String> lines) throws Unusable {
        List<Change> changes = new ArrayList<>();
        int i = 0;
        while (i < lines.size()) {
            String line = lines.get(i++);
            Matcher hunk = HUNK.matcher(line);
            if (line.startsWith("+++ b/")) {
                changes.add(new Change(line.substring("+++ b/".length()), new ArrayList<>()));
            } else if (hunk.matches() && !changes.isEmpty()) {
                List<String> before = new ArrayList<>();
                List<String> after = new ArrayList<>();
                int left = count(hunk.group(2)) + count(hunk.group(3));
                while (left > 0 && i < lines.size()) {
                    left -= side(lines.get(i++), before, after);
                }
                if (left != 0) {
                    throw new Unusable("'" + line + "' counts other lines than follow it");
                }
                changes.get(changes.size() - 1)
                        .hunks
                        .add(new Hunk(Integer.parseInt(hunk.group(1)), before, after));
            } else if (!line.isBlank() && !line.matches("(diff |index |--- a/).*")) {
                throw new Unusable("'" + line + "' is no part of a unified diff");
            }
        }
        if (changes.isEmpty() || changes.stream().anyMatch(change -> change.hunks.isEmpty())) {
            throw new Unusable("it changes nothing");
        }
        return new Patch(changes);
    }

    private static int count(String group) {
        return group == null ? 1 : Integer.parseInt(group);
    }

    /** Sorts a line of a hunk: on how many sides it stands. */
    private static int side(String line, List<String> before, List<String> after) throws Unusable {
        char sign = line.isEmpty() ? ' ' : line.charAt(0);
        String text = line.isEmpty() ? "" : line.substring(1);
        if (sign != '+') {
            before.add(text);
        }
        if (sign != '-') {
            after.add(text);
        }
        if (sign != '+' && sign != '-' && sign != ' ') {
            throw new Unusable("'" + line + "' is no line of a hunk");
        }
        return sign == ' ' ? 2 : 1;
    }
}
