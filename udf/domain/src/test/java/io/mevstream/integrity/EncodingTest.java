package io.mevstream.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Transaction;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/** Our encoder and trie beside a naive twin over web3j's encoder. */
class EncodingTest {

    private final Random random = new Random(1);

    @Test
    void writesListsAsWeb3jDoes() {
        for (int i = 0; i < 2000; i++) {
            RlpWriter writer = new RlpWriter(1);
            RlpType twin = write(writer, 3);
            assertThat(writer.copyFrom(0)).isEqualTo(RlpEncoder.encode(twin));
        }
    }

    private RlpType write(RlpWriter writer, int depth) {
        switch (random.nextInt(depth > 0 ? 5 : 3)) {
            case 0 -> {
                byte[] bytes = bytes(random.nextInt(10) == 0 ? random.nextInt(70_000) : random.nextInt(60));
                writer.string(new Bytes(bytes));
                return RlpString.create(bytes);
            }
            case 1 -> {
                BigInteger number = new BigInteger(random.nextInt(257), random);
                writer.number(UInt256.of(number));
                return RlpString.create(number);
            }
            case 2 -> {
                long number = random.nextLong() >>> random.nextInt(64);
                writer.number(number);
                return RlpString.create(new BigInteger(Long.toUnsignedString(number)));
            }
            default -> {
                List<RlpType> items = new ArrayList<>();
                int list = writer.beginList();
                for (int i = random.nextInt(20); i > 0; i--) {
                    items.add(write(writer, depth - 1));
                }
                writer.endList(list);
                return new RlpList(items);
            }
        }
    }

    /** No recorded block is recent enough: the field order is that of EIP-7702's own text. */
    @Test
    void writesASetCodeTransactionAsItsSpecificationSays() {
        Address address = new Address(1, 2, 3);
        Transaction setCode = new Transaction(
                0,
                Hash.ZERO,
                4,
                1L,
                Address.ZERO,
                address,
                5,
                21_000,
                UInt256.of(7),
                UInt256.ZERO,
                UInt256.of(9),
                UInt256.of(8),
                null,
                Bytes.of("0xabcd"),
                List.of(),
                List.of(),
                List.of(new Transaction.Authorization(UInt256.ZERO, address, 6, 1, UInt256.of(11), UInt256.of(12))),
                UInt256.ONE,
                UInt256.of(13),
                UInt256.of(14));
        byte[] to = address.toBytes();
        RlpList twin = new RlpList(
                number(1),
                number(5),
                number(8),
                number(9),
                number(21_000),
                RlpString.create(to),
                number(7),
                RlpString.create(new byte[] {(byte) 0xab, (byte) 0xcd}),
                new RlpList(),
                new RlpList(new RlpList(number(0), RlpString.create(to), number(6), number(1), number(11), number(12))),
                number(1),
                number(13),
                number(14));
        assertThat(TransactionEncoding.problem(setCode)).isNull();
        assertThat(TransactionEncoding.encode(setCode).toString()).isEqualTo("0x04" + hex(RlpEncoder.encode(twin)));
    }

    private static RlpString number(long value) {
        return RlpString.create(BigInteger.valueOf(value));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 15, 16, 17, 127, 128, 129, 130, 255, 256, 257, 400, 1000})
    void rootsAListAsTheNaiveTrieDoes(int count) {
        for (int size : new int[] {1, 10, 31, 33, 200}) {
            RlpWriter writer = new RlpWriter(1);
            int[] bounds = new int[count + 1];
            TreeMap<String, byte[]> items = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                byte[] value = bytes(size);
                for (byte b : value) {
                    writer.rawByte(b);
                }
                bounds[i + 1] = writer.length();
                items.put(hex(RlpEncoder.encode(RlpString.create(BigInteger.valueOf(i)))), value);
            }
            Hash naive = count == 0
                    ? Hash.of("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421")
                    : Keccak.hash(RlpEncoder.encode(node(items, 0)));
            assertThat(OrderedTrie.root(writer, bounds)).isEqualTo(naive);
        }
    }

    /** The yellow paper's trie, key by key, with no thought of what the keys are. */
    private static RlpType node(Map<String, byte[]> items, int depth) {
        List<String> keys = List.copyOf(items.keySet());
        if (keys.size() == 1) {
            return new RlpList(
                    RlpString.create(path(keys.get(0).substring(depth), true)),
                    RlpString.create(items.get(keys.get(0))));
        }
        int shared = depth;
        while (sharesNibble(keys, shared)) {
            shared++;
        }
        if (shared > depth) {
            String path = keys.get(0).substring(depth, shared);
            return new RlpList(RlpString.create(path(path, false)), reference(node(items, shared)));
        }
        List<RlpType> branch = new ArrayList<>();
        for (char nibble : "0123456789abcdef".toCharArray()) {
            TreeMap<String, byte[]> below = new TreeMap<>();
            items.forEach((key, value) -> {
                if (key.charAt(depth) == nibble) {
                    below.put(key, value);
                }
            });
            branch.add(below.isEmpty() ? RlpString.create("") : reference(node(below, depth + 1)));
        }
        branch.add(RlpString.create(""));
        return new RlpList(branch);
    }

    private static boolean sharesNibble(List<String> keys, int at) {
        return keys.stream().map(key -> key.charAt(at)).distinct().count() == 1;
    }

    private static RlpType reference(RlpType node) {
        byte[] encoded = RlpEncoder.encode(node);
        return encoded.length < 32
                ? node
                : RlpString.create(Keccak.hash(encoded).toBytes());
    }

    private static byte[] path(String nibbles, boolean leaf) {
        boolean odd = nibbles.length() % 2 == 1;
        String flag = (leaf ? (odd ? "3" : "20") : (odd ? "1" : "00")) + nibbles;
        byte[] packed = new BigInteger("1" + flag, 16).toByteArray();
        return Arrays.copyOfRange(packed, packed.length - flag.length() / 2, packed.length);
    }

    private static String hex(byte[] bytes) {
        return new Bytes(bytes).toString().substring(2);
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void aBloomHoldsItsLogsAndIsEmptyWithoutThem() {
        LogsBloom bloom = new LogsBloom();
        assertThat(bloom.matches(new Bytes(new byte[256]))).isTrue();
        Address address = Address.of("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2");
        bloom.add(new RawLog(0, 0, Hash.ZERO, address, List.of(), Bytes.EMPTY));
        byte[] digest = Keccak.hash(address.toBytes()).toBytes();
        BigInteger bits = BigInteger.ZERO;
        for (int pair = 0; pair < 3; pair++) {
            bits = bits.setBit(((digest[2 * pair] & 7) << 8) | (digest[2 * pair + 1] & 0xff));
        }
        assertThat(new BigInteger(1, bloom.toBytes().array())).isEqualTo(bits);
    }
}
