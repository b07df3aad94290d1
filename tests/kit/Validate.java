import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Validates PDF files by the rules of PDF/UA-1 and PDF/A-2a with the library veraPDF.
 *
 * <p>Reads the names of files from standard input, one a line. Writes one line for each file and
 * flavour, in that order, with tabs between: the file, the flavour, the number of checks, then each
 * rule that failed with the place where it first did. The profiles that the library carries are read as XML, since
 * the jar has no JAXB, which the library's own loader needs.
 */
public class Validate {
  private static final List<String> FLAVOURS = List.of("ua1", "2a");
  private static final Map<String, String> PROFILES = Map.of("ua1", "PDFUA-1", "2a", "PDFA-2A");

  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    List<Future<String>> lines = new ArrayList<>();
    List<ValidationProfile> profiles = new ArrayList<>();
    for (String flavour : FLAVOURS) {
      profiles.add(profile(flavour));
    }
    try (Scanner files = new Scanner(System.in, "UTF-8")) {
      while (files.hasNextLine()) {
        String file = files.nextLine();
        for (int i = 0; i < FLAVOURS.size(); i++) {
          String flavour = FLAVOURS.get(i);
          ValidationProfile profile = profiles.get(i);
          lines.add(pool.submit((Callable<String>) () -> line(file, flavour, profile)));
        }
      }
    }
    for (Future<String> line : lines) {
      System.out.println(line.get());
    }
    pool.shutdown();
  }

  private static String line(String file, String flavour, ValidationProfile profile) {
    List<String> parts = new ArrayList<>(List.of(file, flavour));
    PDFAFlavour id = PDFAFlavour.byFlavourId(flavour);
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), id);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
      ValidationResult result = validator.validate(parser);
      parts.add(String.valueOf(result.getTotalAssertions()));
      Set<String> seen = new HashSet<>();
      Set<String> failed = new TreeSet<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
        if (assertion.getStatus() == TestAssertion.Status.FAILED && seen.add(rule)) {
          String where = assertion.getLocation().getContext();
          failed.add(rule + " " + assertion.getMessage() + " at " + where);
        }
      }
      if (failed.isEmpty() && !result.isCompliant()) {
        failed.add("not compliant");
      }
      parts.addAll(failed);
    } catch (Exception problem) {
      parts.add("0");
      parts.add(problem.toString());
    }
    parts.replaceAll(part -> part.replaceAll("\\s+", " "));
    return String.join("\t", parts);
  }

  private static ValidationProfile profile(String flavour) throws Exception {
    String name = "org/verapdf/pdfa/validation/" + PROFILES.get(flavour) + ".xml";
    Element root;
    try (InputStream xml = Profiles.class.getClassLoader().getResourceAsStream(name)) {
      root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
    }
    Set<Rule> rules = new HashSet<>();
    for (Element rule : elements(root, "rule")) {
      Element id = elements(rule, "id").get(0);
      rules.add(
          Profiles.ruleFromValues(
              Profiles.ruleIdFromValues(
                  PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                  id.getAttribute("clause"),
                  Integer.parseInt(id.getAttribute("testNumber"))),
              rule.getAttribute("object"),
              Boolean.valueOf(rule.getAttribute("deferred")),
              rule.getAttribute("tags"),
              text(rule, "description"),
              text(rule, "test"),
              Profiles.errorFromValues(text(rule, "message"), Collections.emptyList()),
              Collections.emptyList()));
    }
    Set<Variable> variables = new HashSet<>();
    for (Element variable : elements(root, "variable")) {
      variables.add(
          Profiles.variableFromValues(
              variable.getAttribute("name"),
              variable.getAttribute("object"),
              text(variable, "defaultValue"),
              text(variable, "value")));
    }
    return Profiles.profileFromValues(
        PDFAFlavour.byFlavourId(flavour),
        Profiles.profileDetailsFromValues(flavour, flavour, "", new Date(0)),
        "",
        rules,
        variables);
  }

  private static List<Element> elements(Element root, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = root.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  private static String text(Element root, String name) {
    List<Element> found = elements(root, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }
}
