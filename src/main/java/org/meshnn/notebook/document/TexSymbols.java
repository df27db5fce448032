package org.meshnn.notebook.document;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What TeX commands stand for that are one sign each. */
final class TexSymbols {
  static final Map<String, String> LETTERS =
      pairs(
          "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ iota ι kappa κ"
              + " lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ"
              + " psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ"
              + " Omega Ω partial ∂ nabla ∇ infty ∞ ell ℓ top ⊤ emptyset ∅ dots … ldots … cdots ⋯"
              + " varnothing ∅ aleph ℵ ddots ⋱ vartheta ϑ varrho ϱ varsigma ς bullet • dagger † deg °"
              + " vdots ⋮ hbar ℏ Re ℜ Im ℑ");

  static final Map<String, String> OPERATORS =
      pairs(
          "cdot · times × odot ⊙ otimes ⊗ oplus ⊕ circ ∘ pm ± mp ∓ div ÷ ast ∗ star ⋆ le ≤ leq ≤"
              + " ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ equiv ≡ sim ∼ propto ∝ ll ≪ gg ≫ in ∈ notin ∉"
              + " subset ⊂ subseteq ⊆ cup ∪ cap ∩ setminus ∖ to → rightarrow → leftarrow ← mapsto ↦"
              + " Rightarrow ⇒ Leftrightarrow ⇔ iff ⇔ leftrightarrow ↔ forall ∀ exists ∃ neg ¬ land ∧"
              + " lor ∨ sum ∑ prod ∏ int ∫ mid | vert | lvert | rvert | lVert ‖ rVert ‖ langle ⟨"
              + " rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ colon : prime ′"
              + " wedge ∧ vee ∨ lnot ¬ supset ⊃ supseteq ⊇ ni ∋ simeq ≃ cong ≅ prec ≺ succ ≻ lesssim ≲"
              + " gtrsim ≳ parallel ∥ perp ⊥ uparrow ↑ downarrow ↓ longrightarrow ⟶ longmapsto ⟼"
              + " Leftarrow ⇐ implies ⟹ gets ← therefore ∴ because ∵ bigcup ⋃ bigcap ⋂ bigoplus ⨁"
              + " bigodot ⨀ oint ∮ iint ∬ coprod ∐ lbrace { rbrace } lbrack [ rbrack ] backslash \\");

  /** Letters of the alphabets that Unicode had before it had the rest of them in rows. */
  private static final Map<String, String> EARLIER =
      Map.of(
          "mathbb", "C ℂ H ℍ N ℕ P ℙ Q ℚ R ℝ Z ℤ",
          "mathcal", "B ℬ E ℰ F ℱ H ℋ I ℐ L ℒ M ℳ R ℛ e ℯ g ℊ o ℴ",
          "mathfrak", "C ℭ H ℌ I ℑ R ℜ Z ℨ");

  private static final Map<String, Integer> CAPITAL_A =
      Map.of("mathbb", 0x1D538, "mathcal", 0x1D49C, "mathfrak", 0x1D504);

  private static final int DOUBLE_STRUCK_ZERO = 0x1D7D8;

  /** By name: what stands above a letter. */
  static final Map<String, String> ACCENTS =
      pairs("hat ^ widehat ^ bar ¯ overline ¯ tilde ~ widetilde ~ vec → dot ˙ ddot ¨");

  /** By kind of matrix: the brackets around it; the second may be missing. */
  static final Map<String, String> FENCES =
      pairs("pmatrix () bmatrix [] Bmatrix {} vmatrix || Vmatrix ‖‖ cases {");

  /** Commands whose scripts stand below and above. */
  static final Set<String> LIMITS =
      commands(
          "sum prod coprod max min sup inf lim bigcup bigcap bigoplus bigodot underbrace overbrace");

  /** Commands that show nothing. */
  static final Set<String> INVISIBLE =
      commands(
          "big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr limits displaystyle"
              + " textstyle nonumber !");

  /** Commands that are white space, with its width. */
  static final Map<String, String> SPACES =
      Map.of(
          "\\,", "0.17em", "\\:", "0.22em", "\\>", "0.22em", "\\;", "0.28em", "\\ ", "0.3em",
          "\\quad", "1em", "\\qquad", "2em");

  private TexSymbols() {}

  /**
   * A character in an alphabet.
   *
   * @param alphabet {@code mathbb}, {@code mathcal} or {@code mathfrak}
   * @return itself where the alphabet has no such sign
   */
  static String letter(String alphabet, int character) {
    String plain = Character.toString(character);
    String earlier = pairs(Objects.requireNonNull(EARLIER.get(alphabet))).get(plain);
    if (earlier != null) {
      return earlier;
    }
    int first = Objects.requireNonNull(CAPITAL_A.get(alphabet));
    if (character >= 'A' && character <= 'Z') {
      return Character.toString(first + character - 'A');
    }
    if (character >= 'a' && character <= 'z') {
      return Character.toString(first + 26 + character - 'a');
    }
    return alphabet.equals("mathbb") && character >= '0' && character <= '9'
        ? Character.toString(DOUBLE_STRUCK_ZERO + character - '0')
        : plain;
  }

  private static Set<String> commands(String names) {
    return Stream.of(names.split(" ")).map(name -> "\\" + name).collect(Collectors.toSet());
  }

  private static Map<String, String> pairs(String text) {
    String[] words = text.split(" ");
    Map<String, String> pairs = new HashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      pairs.put(words[i], words[i + 1]);
    }
    return Map.copyOf(pairs);
  }
}
