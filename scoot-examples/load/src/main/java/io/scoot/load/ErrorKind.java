package io.scoot.load;

import java.util.Locale;

/** Why a request failed. */
public enum ErrorKind {
    /** No connection. */
    CONNECT,
    /** A status other than 200. */
    STATUS,
    /** The server reported an error in the middle of the stream, or in place of it. */
    STREAM_ERROR,
    /** An answer that is no stream of JSON objects as the API has them. */
    MALFORMED,
    /** The connection was lost before the stream's end. */
    DISCONNECTED,
    /** The stream ended without a token. */
    EMPTY,
    /** The engine gave the request up: {@code finish_reason} is {@code abort}, {@code error} or {@code cancelled}. */
    ABORTED,
    /** Fewer tokens than asked for, though the request was to ignore the end of the text. */
    SHORT,
    /** The engine cut the prompt or the context. */
    TRUNCATED,
    /** The request's time limit. */
    TIMEOUT,
    /** Not finished when the test's drain was over. */
    UNFINISHED;

    /** Whether the request was merely too slow: that is a measurement of the server, and no fault of it. */
    public boolean slow() {
        return this == TIMEOUT || this == UNFINISHED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
