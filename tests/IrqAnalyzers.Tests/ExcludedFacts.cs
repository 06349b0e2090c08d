using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Queries whose outcome rules out what never holds beside what they ask for: a function that is in the system has not been removed.</summary>
public class ExcludedFacts
{
    [Theory]
    [InlineData("if (card.IsAdded) await card.Remove(); if (card.IsAdded) await card.Remove();", "")]
    [InlineData("if (flag) await card.Remove(); if (card.IsAdded) await card.Remove();", "")]
    [InlineData("if (flag) await card.Remove(); if (card is { IsAdded: true }) card.Suspend();", "")]
    [InlineData("if (flag) await card.Remove(); if (!card.IsAdded) return; card.Suspend();", "")]
    [InlineData("if (flag) await card.Remove(); if (IsThere(card)) card.Suspend();", "")]
    [InlineData("while (card.IsAdded) await card.Remove();", "")]
    [InlineData("if (flag) await card.Remove(); card.Suspend();", "IRQ4005 possible any: card.Suspend()")]
    [InlineData("if (flag) await card.Remove(); if (!card.IsAdded) card.Suspend();", "IRQ4005 possible any: card.Suspend()")]
    [InlineData("if (flag) await card.Remove(); if (card.IsPlugged) card.Suspend();", "IRQ4005 possible any: card.Suspend()")]
    [InlineData("if (flag) await card.Remove(); if (other.IsAdded) card.Suspend();", "IRQ4005 possible any: card.Suspend()")]
    [InlineData("if (card.IsAdded) await card.Remove(); card.Suspend();", "IRQ4005 possible any: card.Suspend()")]
    [InlineData("if (!card.IsAdded) return; await card.Remove(); card.Suspend();", "IRQ4005 definite any: card.Suspend()")]
    public Task IRQ4005_what_is_in_the_system_has_not_been_removed(string eject, string finding) => Model.ExpectAsync(
        Model.Boot("await Flow.Completed;", $"public async Flow Eject(PciFunction card, PciFunction other) {{ {eject} }} private static bool IsThere(PciFunction one) => one.IsAdded;"),
        finding.Length > 0 ? [finding] : []);

    [Theory]
    [InlineData("if (ring.IsOpen) ring.Use();", "")]
    [InlineData("if (!ring.IsOpen) ring.Use();", "IRQU001 possible any: ring.Use()")]
    [InlineData("ring.Use();", "IRQU001 possible any: ring.Use()")]
    public Task A_query_of_a_project_rules_out_facts_of_its_own(string use, string finding) => Model.ExpectAsync(
        $$"""
        [ProtocolFacts] public enum RingFacts { [Revocable] Open, [Revocable] Torn }

        public static class RingRules
        {
            [ProtocolRule("Ring used after it is torn down")] public const string UsedTorn = "IRQU001";
        }

        public class Ring
        {
            private bool isOpen;
            [TestsFact(RingFacts.Open, ExcludesDeclared = new object[] { RingFacts.Torn })] public bool IsOpen => isOpen;
            [Ensures(RingFacts.Open)][Revokes(RingFacts.Torn)] public void Open() => isOpen = true;
            [Ensures(RingFacts.Torn)][Revokes(RingFacts.Open)] public void Tear() => isOpen = false;
            [RequiresAbsent(RingFacts.Torn, Rule = RingRules.UsedTorn)] public void Use() { }
        }

        public class Users
        {
            public void Run(Ring ring, bool flag)
            {
                if (flag) ring.Tear();
                {{use}}
            }
        }
        """,
        finding.Length > 0 ? [finding] : []);
}
