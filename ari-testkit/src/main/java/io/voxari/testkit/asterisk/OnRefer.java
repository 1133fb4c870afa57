package io.voxari.testkit.asterisk;

/** What somebody who is called does when the far side tells it by REFER to call somebody else. */
enum OnRefer {
    /** Nothing of the kind is wanted. */
    UNEXPECTED(5),
    /** Does it, and is gone. */
    FOLLOWS(4),
    /** Tries, tells what became of it, and goes on. */
    FAILS(4),
    /** Answers, and goes on. */
    REFUSES(7);

    private final int label;

    OnRefer(int label) {
        this.label = label;
    }

    /** {@return where in the scenario that is} */
    int label() {
        return label;
    }
}
