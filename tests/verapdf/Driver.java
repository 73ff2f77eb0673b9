import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.validators.ValidatorConfig;
import org.verapdf.pdfa.validation.validators.ValidatorConfigBuilder;

/**
 * Validates PDF files with veraPDF, one order a line of standard input: {@code FLAVOUR[,FLAVOUR…] TAB FILE [TAB FILE…]}.
 *
 * <p>Prints one JSON object per file and flavour: file, flavour, passed, error (null, or why it could not be
 * validated at all) and failures, one entry per broken rule with clause, test number, message, the place of the
 * first check that failed, and how many failed. Of an order that can't be followed it prints one object: refused.
 */
public final class Driver {
    private Driver() {}

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset(); // veraPDF logs each oddity of a file; the result says all that matters
        VeraGreenfieldFoundryProvider.initialise();
        ObjectMapper json = new ObjectMapper();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            for (Map<String, Object> answer : follow(order.split("\t"))) {
                System.out.println(json.writeValueAsString(answer));
            }
        }
    }

    private static List<Map<String, Object>> follow(String[] order) throws Exception {
        List<PDFAFlavour> flavours = new ArrayList<>();
        for (String id : order[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                return List.of(Map.of("refused", "unknown flavour: " + id));
            }
            // Fails here, not file by file, when JAXB cannot read the profiles.
            Profiles.getVeraProfileDirectory().getValidationProfileByFlavour(flavour);
            flavours.add(flavour);
        }
        List<Map<String, Object>> answers = new ArrayList<>();
        for (int i = 1; i < order.length; i++) {
            for (PDFAFlavour flavour : flavours) {
                answers.add(validate(order[i], flavour));
            }
        }
        return answers;
    }

    private static Map<String, Object> validate(String file, PDFAFlavour flavour) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("file", file);
        answer.put("flavour", flavour.getId());
        ValidatorConfig config = ValidatorConfigBuilder.defaultBuilder()
                .flavour(flavour)
                .recordPasses(false)
                .maxFails(-1)
                .maxNumberOfDisplayedFailedChecks(1)
                .showErrorMessages(true)
                .build();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(config, flavour)) {
            ValidationResult result = validator.validate(parser);
            answer.put("passed", result.isCompliant());
            answer.put("error", null);
            answer.put("failures", failures(result));
        } catch (Exception problem) {
            answer.put("passed", false);
            answer.put("error", problem.toString());
            answer.put("failures", List.of());
        }
        return answer;
    }

    private static List<Map<String, Object>> failures(ValidationResult result) {
        Map<RuleId, Integer> counts = result.getFailedChecks();
        List<Map<String, Object>> failures = new ArrayList<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            Map<String, Object> failure = new LinkedHashMap<>();
            RuleId rule = assertion.getRuleId();
            failure.put("clause", rule.getClause());
            failure.put("test", rule.getTestNumber());
            String message = assertion.getErrorMessage();
            failure.put("message", message == null ? assertion.getMessage() : message);
            failure.put("place", assertion.getLocation().getContext());
            failure.put("count", counts.getOrDefault(rule, 1));
            failures.add(failure);
        }
        return failures;
    }
}
