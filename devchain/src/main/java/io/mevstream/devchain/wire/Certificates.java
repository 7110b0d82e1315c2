package io.mevstream.devchain.wire;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of this process alone, and the certificates of the relays: a good one, and one for each way to be bad. */
final class Certificates {

    /** Fixed times, so that no clock decides what is good. */
    private static final Date LONG_AGO = new Date(946_684_800_000L);

    private static final Date SOON_AFTER = new Date(978_307_200_000L);
    private static final Date FAR_AHEAD = new Date(4_102_444_800_000L);

    /** Which certificate a connection is shown. */
    enum Shown {
        GOOD,
        EXPIRED,
        OTHER_HOST,
        UNKNOWN_ISSUER
    }

    private record Authority(KeyPair keys, X509Certificate certificate) {}

    private final X509Certificate root;
    private final Map<Shown, SslContext> contexts = new EnumMap<>(Shown.class);
    private int serial;

    Certificates() {
        try {
            Authority authority = authority("mevstream development relays");
            Authority stranger = authority("nobody");
            root = authority.certificate();
            contexts.put(Shown.GOOD, context(authority, "localhost", LONG_AGO, FAR_AHEAD));
            contexts.put(Shown.EXPIRED, context(authority, "localhost", LONG_AGO, SOON_AFTER));
            contexts.put(Shown.OTHER_HOST, context(authority, "relay.example", LONG_AGO, FAR_AHEAD));
            contexts.put(Shown.UNKNOWN_ISSUER, context(stranger, "localhost", LONG_AGO, FAR_AHEAD));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot make certificates", e);
        }
    }

    SslContext context(Shown shown) {
        return Objects.requireNonNull(contexts.get(shown));
    }

    /** The authority that clients must trust, as PEM. */
    String rootPem() {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(root);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write a certificate", e);
        }
        return text.toString();
    }

    private Authority authority(String name)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        KeyPair keys = keys();
        X500Name subject = new X500Name("CN=" + name);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                subject, BigInteger.valueOf(++serial), LONG_AGO, FAR_AHEAD, subject, keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        return new Authority(keys, sign(builder, keys));
    }

    private SslContext context(Authority authority, String host, Date from, Date until)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPair keys = keys();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                authority.certificate(),
                BigInteger.valueOf(++serial),
                from,
                until,
                new X500Name("CN=" + host),
                keys.getPublic());
        GeneralName name = new GeneralName(GeneralName.dNSName, host);
        GeneralName[] names = host.equals("localhost")
                ? new GeneralName[] {name, new GeneralName(GeneralName.iPAddress, "127.0.0.1")}
                : new GeneralName[] {name};
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        X509Certificate certificate = sign(builder, authority.keys());
        return SslContextBuilder.forServer(keys.getPrivate(), certificate, authority.certificate())
                .build();
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair by)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
