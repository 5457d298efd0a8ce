package io.scoot.cluster.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs single statements, each a transaction of its own. No transaction stays open between two round trips, so that a client that
 * is paused or cut off never holds a lock.
 */
final class Database {

    /** A silent network must not hold a thread for ever. */
    private static final int NETWORK_MILLIS = 10_000;

    private static final String CONNECTION_LOST = "08006";
    private static final Set<String> REFUSALS = Set.of("22", "23", "42"); // classes: data, integrity, syntax or access
    private static final Set<String> REFUSED = Set.of("53100", "53200", "57014"); // disk full, out of memory, cancelled

    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /** Reads a row. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** How many rows a statement changed. */
    int update(String sql, @Nullable Object... parameters) throws SQLException {
        return run(sql, PreparedStatement::executeUpdate, parameters);
    }

    /** The rows that a statement returns. */
    <T> List<T> rows(String sql, Row<T> reader, @Nullable Object... parameters) throws SQLException {
        return run(
                sql,
                statement -> {
                    List<T> rows = new ArrayList<>();
                    try (ResultSet result = statement.executeQuery()) {
                        while (result.next()) {
                            rows.add(reader.of(result));
                        }
                    }
                    return rows;
                },
                parameters);
    }

    /** The only row, if there is one. */
    <T> Optional<T> row(String sql, Row<T> reader, @Nullable Object... parameters) throws SQLException {
        return rows(sql, reader, parameters).stream().findFirst();
    }

    private interface Execution<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Execution<T> execution, @Nullable Object... parameters) throws SQLException {
        try (Connection connection = source.getConnection()) {
            boolean automatic = connection.getAutoCommit();
            int patience = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, NETWORK_MILLIS);
            if (!automatic) {
                connection.setAutoCommit(true);
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                return execution.of(statement);
            } catch (SQLException e) {
                throw refused(e) && !connection.isValid(NETWORK_MILLIS / 1_000) ? lastWords(e) : e;
            } finally {
                if (!connection.isClosed()) {
                    connection.setNetworkTimeout(Runnable::run, patience);
                    connection.setAutoCommit(automatic);
                }
            }
        } catch (RuntimeException e) { // a pool's
            throw new SQLException(e);
        }
    }

    /**
     * A server that dies of what it met, a full disk while it commits, says so by the code of a refusal, and the commit may stand. Only
     * one that answers afterwards has rolled back.
     */
    private static SQLException lastWords(SQLException e) {
        return new SQLException("the connection ended with " + e.getMessage(), CONNECTION_LOST, e);
    }

    /**
     * Whether the server itself said that the statement had no effect, and would say so again. Everything else is worth another
     * try, and a lost connection leaves open what became of the statement.
     */
    static boolean refused(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && state.length() == 5
                && (REFUSED.contains(state) || REFUSALS.contains(state.substring(0, 2)));
    }

    /** Whether it is the database, reached or not, that brought an exception about. */
    static boolean failed(@Nullable Throwable e) {
        return e instanceof SQLException || (e != null && failed(e.getCause()));
    }

    /** A parameter for {@code ? * interval '1 millisecond'}. */
    static long millis(Duration duration) {
        return duration.toMillis();
    }
}
