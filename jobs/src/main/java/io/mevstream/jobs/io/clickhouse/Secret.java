package io.mevstream.jobs.io.clickhouse;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A password by reference: {@code env:NAME}, {@code file:PATH}, or the literal text. It is resolved where it is used,
 * so that only the reference travels with a job, and it prints as {@code ***}.
 */
public final class Secret implements Serializable {

    private static final long serialVersionUID = 1;

    private final String reference;

    private Secret(String reference) {
        this.reference = reference;
    }

    /** The secret that {@code reference} leads to. */
    public static Secret of(String reference) {
        return new Secret(reference);
    }

    /**
     * The secret that someone named on a command line; empty for none. {@link IllegalArgumentException} for the secret
     * itself, which others could read there.
     */
    public static Secret named(@Nullable String reference) {
        if (reference != null && !reference.matches("(env|file):.+")) {
            throw new IllegalArgumentException("expected a password as env:NAME or file:PATH, found something else");
        }
        return of(reference == null ? "" : reference);
    }

    /**
     * The secret itself; {@link IllegalStateException} if the variable is not set, {@link UncheckedIOException} if the
     * file cannot be read. A file's last line end is not part of the secret.
     */
    public String reveal() {
        if (reference.startsWith("env:")) {
            String name = reference.substring(4);
            String value = System.getenv(name);
            if (value == null) {
                throw new IllegalStateException("expected the environment variable " + name + " to be set");
            }
            return value;
        }
        if (reference.startsWith("file:")) {
            try {
                return Files.readString(Path.of(reference.substring(5))).stripTrailing();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the secret at " + reference, e);
            }
        }
        return reference;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.reference.equals(reference);
    }

    @Override
    public int hashCode() {
        return reference.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
