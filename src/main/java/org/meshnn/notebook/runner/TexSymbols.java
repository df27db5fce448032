package org.meshnn.notebook.runner;

import java.util.HashMap;
import java.util.Map;

/** What TeX commands stand for that are one sign each. */
final class TexSymbols {
  static final Map<String, String> LETTERS =
      pairs(
          "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ iota ι kappa κ"
              + " lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ"
              + " psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ"
              + " Omega Ω partial ∂ nabla ∇ infty ∞ ell ℓ top ⊤ emptyset ∅ dots … ldots … cdots ⋯"
              + " vdots ⋮ hbar ℏ Re ℜ Im ℑ");

  static final Map<String, String> OPERATORS =
      pairs(
          "cdot · times × odot ⊙ otimes ⊗ oplus ⊕ circ ∘ pm ± mp ∓ div ÷ ast ∗ star ⋆ le ≤ leq ≤"
              + " ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ equiv ≡ sim ∼ propto ∝ ll ≪ gg ≫ in ∈ notin ∉"
              + " subset ⊂ subseteq ⊆ cup ∪ cap ∩ setminus ∖ to → rightarrow → leftarrow ← mapsto ↦"
              + " Rightarrow ⇒ Leftrightarrow ⇔ iff ⇔ leftrightarrow ↔ forall ∀ exists ∃ neg ¬ land ∧"
              + " lor ∨ sum ∑ prod ∏ int ∫ mid | vert | lvert | rvert | lVert ‖ rVert ‖ langle ⟨"
              + " rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ colon : prime ′");

  private TexSymbols() {}

  private static Map<String, String> pairs(String text) {
    String[] words = text.split(" ");
    Map<String, String> pairs = new HashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      pairs.put(words[i], words[i + 1]);
    }
    return Map.copyOf(pairs);
  }
}
