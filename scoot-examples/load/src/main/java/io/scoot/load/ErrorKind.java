package io.scoot.load;

import java.util.Locale;

/** Why a request failed. */
public enum ErrorKind {
    /** No connection. */
    CONNECT,
    /** A status other than 200. */
    STATUS,
    /** The server reported an error in the middle of the stream. */
    STREAM_ERROR,
    /** An event that is no JSON object. */
    MALFORMED,
    /** The connection was lost before the stream's end. */
    DISCONNECTED,
    /** The stream ended without a token. */
    EMPTY,
    /** The request's time limit. */
    TIMEOUT,
    /** Not finished when the test's drain was over. */
    UNFINISHED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
