package io.ropewalk.examples.census;

/**
 * Sums over some classes. Adding is associative and commutative, so it does not matter in which
 * order the classes arrive, or who adds up which part: that is what makes counting easy to do in
 * parallel.
 */
record Totals(long classes, long methods, long instructions, long bytes) {
    static final Totals ZERO = new Totals(0, 0, 0, 0);

    static Totals of(ClassFacts facts) {
        return new Totals(1, facts.methods(), facts.instructions(), facts.bytes());
    }

    Totals plus(Totals other) {
        return new Totals(
                classes + other.classes,
                methods + other.methods,
                instructions + other.instructions,
                bytes + other.bytes);
    }
}
