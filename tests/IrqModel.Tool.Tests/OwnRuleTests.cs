using IrqModel.Contracts;
using IrqModel.Tool.Knowledge;

namespace IrqModel.Tool.Tests;

/// <summary>What reports say of rules that a model declares itself.</summary>
public class OwnRuleTests
{
    [ProtocolRule("Route removed under its irqfd", Consequence = "The guest's interrupts are lost.", HelpLink = "https://example.org/route")]
    private const string Declared = "IRQU077";

    private const string InContractFileOnly = "IRQU078";

    [Fact]
    public void A_rule_of_a_models_own_is_told_as_the_model_tells_it()
    {
        var known = KnowledgeBase.Of(Declared);

        Assert.Equal(
            (Declared, "Route removed under its irqfd. The guest's interrupts are lost.", "https://example.org/route"), (known.Rule, known.InWords, known.SeeLive));
    }

    [Fact]
    public void A_rule_that_no_model_declares_has_its_identifier() =>
        Assert.Equal((InContractFileOnly, "Rule of the model's own."), (KnowledgeBase.Of(InContractFileOnly).Rule, KnowledgeBase.Of(InContractFileOnly).InWords));

    [Fact]
    public void Of_what_is_no_rule_nothing_is_told() => Assert.Throws<KeyNotFoundException>(() => KnowledgeBase.Of("IRQ0000"));
}
