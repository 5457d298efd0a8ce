package io.scoot.load;

/** Which of OpenAI's endpoints is asked. */
public enum Api {
    /** {@code /v1/completions}: text, or token ids, as they are. */
    COMPLETIONS("/v1/completions"),
    /** {@code /v1/chat/completions}: one user message, in the model's chat template. */
    CHAT("/v1/chat/completions");

    private final String path;

    Api(String path) {
        this.path = path;
    }

    /** Below the server's address. */
    public String path() {
        return path;
    }
}
