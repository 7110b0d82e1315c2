package io.mevstream.devchain.wire;

import io.mevstream.devchain.wire.Faults.Strike;
import io.mevstream.devchain.wire.HttpServer.Setup;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Carries a connection's requests out, one after the other, and answers as the faults have it. */
final class Endpoint extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final Setup setup;
    private final long connection;

    Endpoint(Setup setup, long connection) {
        this.setup = setup;
        this.connection = connection;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach(h -> headers.putIfAbsent(h.getKey().toLowerCase(Locale.ROOT), h.getValue()));
        HttpCall call = new HttpCall(
                setup.name(),
                connection,
                request.method().name(),
                request.uri(),
                headers,
                ByteBufUtil.getBytes(request.content()));
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        if (!request.decoderResult().isSuccess()) {
            AnswerWriter.write(context, HttpAnswer.of(400, "text/plain", "bad request\n"), null, false);
            return;
        }
        // The next request of the connection is read when this one is answered, as answers must keep the order.
        context.channel().config().setAutoRead(false);
        try {
            CompletableFuture.runAsync(() -> handle(context, call, keepAlive), setup.workers())
                    .exceptionally(failure -> {
                        HttpAnswer broken = HttpAnswer.of(500, "text/plain", failure + "\n");
                        context.executor().execute(() -> AnswerWriter.write(context, broken, null, false));
                        return null;
                    });
        } catch (RejectedExecutionException closing) {
            context.close();
        }
    }

    private void handle(ChannelHandlerContext context, HttpCall call, boolean keepAlive) {
        HttpService.Reading reading = setup.service().read(call);
        long arrival =
                setup.ledger().request(setup.name(), connection, call.body(), reading.method(), reading.signer());
        Strike strike = setup.faults().onRequest(call, reading);
        HttpAnswer answer = carryOut(call, arrival, strike.fault());
        Runnable send = () -> send(context, arrival, answer, strike, keepAlive);
        if (strike.delayMillis() > 0) {
            context.executor().schedule(send, strike.delayMillis(), TimeUnit.MILLISECONDS);
        } else {
            context.executor().execute(send);
        }
    }

    private HttpAnswer carryOut(HttpCall call, long arrival, @Nullable Fault fault) {
        if (fault == null || fault.isCarriedOut()) {
            HttpAnswer answer = setup.service().answer(call, arrival);
            setup.ledger().carriedOut(setup.name(), connection, arrival, answer.text());
            return answer;
        }
        return fault.kind() == Fault.Kind.FORGET
                ? setup.service().pretend(call, arrival)
                : HttpAnswer.json(200, "{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":null}");
    }

    private void send(ChannelHandlerContext context, long arrival, HttpAnswer good, Strike strike, boolean keepAlive) {
        Fault fault = strike.fault();
        HttpAnswer before = setup.last().getAndSet(good);
        HttpAnswer answer = fault == null ? good : Spoiled.answer(fault, good, before);
        String name = strike.delayMillis() > 0 ? "DELAY " + strike.delayMillis() + " ms" : null;
        if (fault != null) {
            name = name == null ? fault.kind().name() : name + ", " + fault.kind();
        }
        boolean silent = fault != null && Spoiled.isSilent(fault.kind());
        setup.ledger()
                .answered(
                        setup.name(),
                        connection,
                        arrival,
                        silent ? new byte[0] : answer.body(),
                        silent ? null : answer.status(),
                        name);
        AnswerWriter.write(context, answer, fault, keepAlive);
        context.channel().config().setAutoRead(true);
    }
}
