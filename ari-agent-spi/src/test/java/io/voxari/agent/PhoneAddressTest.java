package io.voxari.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneAddressTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // In full, in all the ways in which it is written.
                "DE, +49301234567, E164, +49301234567",
                "DE, +49 30 123-45.67, E164, +49301234567",
                "DE, +49 (0)30 1234567, E164, +49301234567",
                "DE, 0049301234567, E164, +49301234567",
                "DE, 0301234567, E164, +49301234567",
                "DE, 030/1234567, E164, +49301234567",
                "DE, 493012345678, E164, +493012345678",
                "DE, 30123456, LOCAL, 30123456",
                "DE, sip:+49301234567@trunk.example;user=phone, E164, +49301234567",
                "DE, sip:030%31234567@trunk.example, E164, +49301234567",
                "DE, sip:%2B49301234567:secret@trunk.example, E164, +49301234567",
                "DE, \"Ann <A>\" <sip:+49301234567@trunk.example>;tag=1, E164, +49301234567",
                "DE, tel:+49-30-1234567;phone-context=x, E164, +49301234567",
                "DE, PJSIP/+49301234567@trunk, E164, +49301234567",
                "US, 2125550123, E164, +12125550123",
                "US, 12125550123, E164, +12125550123",
                "US, (212) 555-0123, E164, +12125550123",
                "US, 5550123, LOCAL, 5550123",
                "US, 011442079460123, E164, +442079460123",
                "ES, 911234567, E164, +34911234567",
                "ES, 34911234567, E164, +34911234567",
                "IT, 0612345678, E164, +390612345678",
                "-, +442079460123, E164, +442079460123",
                // Not whole without a hint.
                "-, 0301234567, LOCAL, 0301234567",
                "-, 0049301234567, LOCAL, 0049301234567",
                // Inside a PBX.
                "DE, 8000, EXTENSION, 8000",
                "DE, sip:8000@10.0.0.1, EXTENSION, 8000",
                "-, PJSIP/6001, EXTENSION, 6001",
                "-, *98, EXTENSION, *98",
                // Names.
                "DE, sip:Alice@Example.COM:5060;transport=tcp, SIP, Alice@example.com:5060",
                "-, alice@example.com, SIP, alice@example.com",
                "-, s, NAME, s",
                "-, +12, NAME, +12",
                "-, +1234567890123456, NAME, +1234567890123456",
                "-, tel:, WITHHELD, ''",
                // Nobody.
                "DE, '', WITHHELD, ''",
                "DE, Anonymous, WITHHELD, ''",
                "-, sip:anonymous@anonymous.invalid, WITHHELD, ''",
            })
    void readsWhatTrunksSend(String country, String text, PhoneAddress.Kind kind, String value) {
        PhoneAddress address =
                country == null ? PhoneAddress.parse(text) : PhoneAddress.parse(text, NumberPlan.of(country));
        assertThat(address).isEqualTo(new PhoneAddress(kind, value));
    }

    @Test
    void isItsOwnNormalForm() {
        for (String text : new String[] {"+49 30 1234567", "8000", "alice@example.com", "s", "30123456"}) {
            PhoneAddress once = PhoneAddress.parse(text);
            assertThat(PhoneAddress.parse(once.value())).isEqualTo(once);
        }
    }

    @Test
    void nothingThatACallerSendsThrows() {
        Random random = new Random(6);
        String alphabet = "0123456789+*#@:;?%<>()/. -sipteltSIP\u0000\u00e9\ud83d";
        NumberPlan plan = NumberPlan.of("DE");
        for (int n = 0; n < 20_000; n++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(n % 100 == 0 ? 2_000 : 30);
            for (int i = 0; i < length; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThatCode(() -> PhoneAddress.parse(text.toString(), plan))
                    .as(text.toString())
                    .doesNotThrowAnyException();
            assertThat(PhoneAddress.parse(text.toString()).value()).hasSizeLessThanOrEqualTo(256);
        }
    }

    @Test
    void unknownCountryIsNamedWithTheKnownOnes() {
        assertThatThrownBy(() -> NumberPlan.of("XX"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"XX\"")
                .hasMessageContaining("DE, DK")
                .hasMessageContaining("new NumberPlan");
        assertThatThrownBy(() -> new NumberPlan("+49", "0", "00", 11)).hasMessageContaining("+49");
        assertThatThrownBy(() -> new NumberPlan("49", "0", "00", 40)).hasMessageContaining("40");
    }
}
