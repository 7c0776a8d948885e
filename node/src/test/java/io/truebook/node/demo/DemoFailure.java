package io.truebook.node.demo;

/** Something the demo promises did not happen. */
final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    DemoFailure(String message) {
        super(message);
    }
}
