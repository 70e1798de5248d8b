package io.ropewalk.mutants;

/** A mutant cannot be judged; the message tells whoever has to mend its patch what is wrong. */
final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;

    Unusable(String why) {
        super(why);
        this.why = why;
    }

    @Override
    public String getMessage() {
        return why;
    }
}
