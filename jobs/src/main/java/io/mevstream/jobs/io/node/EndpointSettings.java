package io.mevstream.jobs.io.node;

import io.mevstream.jobs.io.clickhouse.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;

/**
 * An endpoint as it is named on a command line: its address, and after commas what else there is to say.
 *
 * <p>{@code wss://host/path,name=mine,bearer=env:TOKEN,rate=50,concurrency=8}
 *
 * @param name what sightings and figures call it; never its address, which may hold a key
 * @param requestsPerSecond at most; 0 for no limit
 * @param concurrency how many requests may be under way
 */
public record EndpointSettings(
        String name, URI address, Credentials credentials, int requestsPerSecond, int concurrency) {

    private static final int DEFAULT_CONCURRENCY = 16;
    private static final Set<String> SCHEMES = Set.of("http", "https", "ws", "wss");

    /**
     * Reads one endpoint.
     *
     * @param place counted from 1: gives a name where there is none
     * @param problems what is wrong is added here
     */
    public static EndpointSettings parse(String text, int place, List<String> problems) {
        String[] parts = text.split(",");
        URI address = address(parts[0], problems);
        boolean socket = String.valueOf(address.getScheme()).startsWith("ws");
        EndpointSettings settings = new EndpointSettings(
                (socket ? "ws-" : "http-") + place, address, Credentials.NONE, 0, DEFAULT_CONCURRENCY);
        for (int i = 1; i < parts.length; i++) {
            settings = settings.with(parts[i], problems);
        }
        return settings;
    }

    private static URI address(String text, List<String> problems) {
        try {
            URI address = new URI(text);
            if (address.getScheme() != null && SCHEMES.contains(address.getScheme()) && address.getHost() != null) {
                if (address.getUserInfo() == null) {
                    return address;
                }
                problems.add("--endpoint: expected no password within an address, found one: use bearer= or header=");
                return URI.create("http://localhost");
            }
        } catch (URISyntaxException wrong) {
            // Said below, without the text: it may hold a key.
        }
        problems.add("--endpoint: expected ws://, wss://, http:// or https:// and a host, found something else");
        return URI.create("http://localhost");
    }

    private EndpointSettings with(String option, List<String> problems) {
        int equals = option.indexOf('=');
        String key = equals < 0 ? option : option.substring(0, equals);
        String value = equals < 0 ? "" : option.substring(equals + 1);
        try {
            return switch (key) {
                case "name" -> new EndpointSettings(named(value), address, credentials, requestsPerSecond, concurrency);
                case "bearer" -> with(Credentials.bearer(Secret.named(value)));
                case "jwt" -> with(Credentials.jwt(Secret.named(value)));
                case "header" -> with(header(value));
                case "rate" -> new EndpointSettings(name, address, credentials, number(value), concurrency);
                case "concurrency" ->
                    new EndpointSettings(name, address, credentials, requestsPerSecond, number(value));
                default ->
                    throw new IllegalArgumentException(
                            "expected name, bearer, jwt, header, rate or concurrency, found " + key);
            };
        } catch (IllegalArgumentException wrong) {
            problems.add("--endpoint: " + key + ": " + wrong.getMessage());
            return this;
        }
    }

    private EndpointSettings with(Credentials other) {
        return new EndpointSettings(name, address, other, requestsPerSecond, concurrency);
    }

    private static Credentials header(String value) {
        int colon = value.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("expected NAME:env:VARIABLE or NAME:file:PATH, found something else");
        }
        return new Credentials(
                Credentials.Scheme.HEADER, value.substring(0, colon), Secret.named(value.substring(colon + 1)));
    }

    private static String named(String value) {
        if (!value.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("expected lower-case letters, digits and -, found " + value);
        }
        return value;
    }

    private static int number(String value) {
        if (!value.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("expected a whole number from 1 to 999999, found " + value);
        }
        return Integer.parseInt(value);
    }

    /** Throws {@link IllegalStateException} or {@link java.io.UncheckedIOException} if its secret is not there. */
    public void requireSecrets() {
        credentials.value(0);
    }

    boolean isSocket() {
        return address.getScheme().startsWith("ws");
    }
}
