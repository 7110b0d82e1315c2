package io.mevstream.jobs.io.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.jobs.io.node.NodeFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RpcAnswerTest {

    @Test
    void leavesTheResultAsItCame() throws NodeFailure {
        assertThat(result("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{\"a\": [1, \"b\\\"}\"]} }", 3))
                .isEqualTo("{\"a\": [1, \"b\\\"}\"]}");
        assertThat(result("{\"result\":\"0x1\",\"id\":3}", 3)).isEqualTo("\"0x1\"");
        assertThat(result("{\"result\": [],\"id\":3}", 3)).isEqualTo("[]");
        RpcAnswer none = RpcAnswer.readOne(bytes("{\"id\":3,\"result\":null}"), 3);
        assertThat(none.isNull()).isTrue();
    }

    @Test
    void readsABatchAndANotification() throws NodeFailure {
        List<RpcAnswer> batch = RpcAnswer.read(bytes("[{\"id\":2,\"result\":1},{\"id\":1,\"result\":[\"x\"]}]"));
        assertThat(batch).extracting(RpcAnswer::id).containsExactly(2L, 1L);
        assertThat(new String(batch.get(1).result(), StandardCharsets.UTF_8)).isEqualTo("[\"x\"]");
        RpcAnswer told = RpcAnswer.read(bytes(
                        "{\"method\":\"eth_subscription\",\"params\":{\"subscription\":\"0x9\",\"result\":{\"n\":1}}}"))
                .get(0);
        assertThat(told.subscription()).isEqualTo("0x9");
        assertThat(new String(told.result(), StandardCharsets.UTF_8)).isEqualTo("{\"n\":1}");
    }

    @Test
    void tellsApartWhatIsNoAnswer() {
        refused("<html>Bad gateway</html>", Kind.GARBAGE);
        refused("", Kind.GARBAGE);
        refused("{\"id\":3}", Kind.GARBAGE);
        refused("{\"id\":4,\"result\":1}", Kind.GARBAGE);
        refused("{\"id\":3,\"result\":{\"a\":1}", Kind.GARBAGE);
        refused("{\"id\":3,\"result\":1} {\"id\":3,\"result\":2}", Kind.GARBAGE);
        refused("{\"id\":3,\"error\":{\"code\":-32005,\"message\":\"limit\"}}", Kind.RATE_LIMITED);
        refused("{\"id\":3,\"error\":{\"code\":-32601,\"message\":\"no\"}}", Kind.UNSUPPORTED);
        refused("{\"id\":3,\"error\":{\"code\":-32000,\"message\":\"header not found\"}}", Kind.RPC_ERROR);
    }

    private static void refused(String text, Kind kind) {
        assertThatThrownBy(() -> RpcAnswer.readOne(bytes(text), 3))
                .as(text)
                .isInstanceOfSatisfying(
                        NodeFailure.class, failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    private static String result(String text, long id) throws NodeFailure {
        return new String(RpcAnswer.readOne(bytes(text), id).result(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
