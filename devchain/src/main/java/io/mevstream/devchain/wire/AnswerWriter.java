package io.mevstream.devchain.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends an answer byte for byte, past Netty's encoder: whole, in pieces, in part, or not. */
final class AnswerWriter {

    private static final long OVERSIZED = 400L << 20;
    private static final int FILLER_BYTES = 64 << 10;
    private static final int DRIP_BYTES = 1;

    private final ChannelHandlerContext out;
    private final byte[] head;
    private final byte[] body;
    private final boolean keepAlive;

    private AnswerWriter(ChannelHandlerContext out, byte[] head, byte[] body, boolean keepAlive) {
        this.out = out;
        this.head = head;
        this.body = body;
        this.keepAlive = keepAlive;
    }

    /** Sends it on the connection's own thread. */
    static void write(ChannelHandlerContext endpoint, HttpAnswer answer, @Nullable Fault fault, boolean keepAlive) {
        ChannelHandlerContext out = Objects.requireNonNull(endpoint.pipeline().context(HttpResponseEncoder.class));
        long length = answer.body().length;
        if (fault != null && fault.kind() == Fault.Kind.OVERSIZED) {
            length = fault.bytes() == null ? OVERSIZED : fault.bytes();
        }
        AnswerWriter writer = new AnswerWriter(out, head(answer, length, keepAlive), answer.body(), keepAlive);
        if (fault == null) {
            writer.whole();
        } else {
            writer.as(fault, length);
        }
    }

    private void as(Fault fault, long length) {
        switch (fault.kind()) {
            case SILENCE -> {}
            case RESET -> ConnectionSetup.reset(out.channel());
            case CLOSE -> out.close();
            case RESET_IN_BODY -> half(true);
            case CLOSE_IN_BODY -> half(false);
            case DRIP_HEAD -> drip(Unpooled.wrappedBuffer(head, body), piece(fault), fault.pauseMillis());
            case DRIP_BODY -> {
                out.writeAndFlush(Unpooled.wrappedBuffer(head));
                drip(Unpooled.wrappedBuffer(body), piece(fault), fault.pauseMillis());
            }
            case OVERSIZED -> {
                out.writeAndFlush(Unpooled.wrappedBuffer(head));
                fill(length);
            }
            default -> whole();
        }
    }

    private static int piece(Fault fault) {
        return fault.bytes() == null ? DRIP_BYTES : Math.toIntExact(fault.bytes());
    }

    private static byte[] head(HttpAnswer answer, long length, boolean keepAlive) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(HttpResponseStatus.valueOf(answer.status()))
                .append("\r\n");
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        head.append("Content-Length: ").append(length).append("\r\n");
        head.append(keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void whole() {
        end(Unpooled.wrappedBuffer(head, body));
    }

    private void end(ByteBuf last) {
        var written = out.writeAndFlush(last);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void half(boolean reset) {
        ByteBuf part =
                Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(head), Unpooled.wrappedBuffer(body, 0, body.length / 2));
        // A reset takes back what the kernel has not sent yet: the half must be on its way before.
        out.writeAndFlush(part).addListener(done -> out.executor()
                .schedule(
                        () -> {
                            if (reset) {
                                ConnectionSetup.reset(out.channel());
                            } else {
                                out.close();
                            }
                        },
                        50,
                        TimeUnit.MILLISECONDS));
    }

    private void drip(ByteBuf rest, int piece, long millis) {
        if (!out.channel().isActive()) {
            rest.release();
            return;
        }
        if (rest.readableBytes() <= piece) {
            end(rest);
            return;
        }
        out.writeAndFlush(rest.readRetainedSlice(piece));
        out.executor().schedule(() -> drip(rest, piece, millis), millis, TimeUnit.MILLISECONDS);
    }

    /** Spaces up to the length that was announced; the next part goes when the one before has left. */
    private void fill(long left) {
        byte[] filler = new byte[(int) Math.min(left, FILLER_BYTES)];
        Arrays.fill(filler, (byte) ' ');
        if (left <= filler.length) {
            end(Unpooled.wrappedBuffer(filler));
            return;
        }
        out.writeAndFlush(Unpooled.wrappedBuffer(filler)).addListener(sent -> {
            if (sent.isSuccess()) {
                fill(left - filler.length);
            }
        });
    }
}
