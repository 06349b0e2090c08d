using IrqModel.Firmware;
using IrqModel.Firmware.Tests;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Tests;

/// <summary>Tables and listings of real machines.</summary>
public class RealDataTests
{
    [Fact]
    public void Under_every_real_table_each_function_that_it_names_has_the_unit_that_its_bytes_name()
    {
        foreach (var path in SharedData.Files("dmar", "*.dmar"))
        {
            var bytes = File.ReadAllBytes(path);
            var table = DmarTable.Parse(bytes, Path.GetFileName(path));
            var imported = MachineImporter.Import(table);
            var oracle = new CoverageOracle(bytes, imported);
            var (machine, _) = MachineObserver.Observe(
                new Evidence { Tables = [new AcpiTable { Signature = "DMAR", Source = path, Content = table }] });
            foreach (var function in machine.Topology.Functions)
            {
                var unit = machine.CoverageOf(function).Unit;
                Assert.True(unit.IsKnown, $"{path} {function.Address}: {unit.Because}");
                Assert.Equal((path, function.Address, oracle.Of(function.Address)), (path, function.Address, unit.Value.Name));
            }
        }
    }

    [Fact]
    public void Every_real_listing_is_answered_under_catch_all_units_and_none_is_blocked_with_a_new_kernel()
    {
        foreach (var path in SharedData.Files("lspci"))
        {
            var evidence = EvidenceReader.Read([InputSource.FromFile(path)]);
            var segments = evidence.Listings.SelectMany(listing => listing.Functions).Select(function => function.Address.Segment);
            var table = DmarTable.Parse(Tables.CatchAlls(segments), "t");
            var explanation = Explainer.Explain(
                evidence with { Tables = [new AcpiTable { Signature = "DMAR", Source = "t", Content = table }] },
                HostCatalogue.Find("linux-6.12"), cancellation: TestContext.Current.CancellationToken);

            Assert.All(explanation.Functions,
                function => Assert.False(function.Prediction.Verdict is { IsKnown: true, Value.Dies: true },
                $"{path} {function.Function.Address}"));
        }
    }

    [Fact]
    public void Every_real_listing_is_answered_under_every_kind_of_real_table_though_they_are_not_of_one_machine()
    {
        var tables = SharedData.Files("dmar", "*.dmar").Where((_, index) => index % 12 == 0).Select(path => DmarTable.Load(path)).ToArray();
        foreach (var path in SharedData.Files("lspci"))
        {
            var evidence = EvidenceReader.Read([InputSource.FromFile(path)]);
            foreach (var table in tables)
            {
                var explanation = Explainer.Explain(
                    evidence with { Tables = [new AcpiTable { Signature = "DMAR", Source = "t", Content = table }] },
                    HostCatalogue.Find("linux-5.10-rc3"), cancellation: TestContext.Current.CancellationToken);
                Assert.NotEmpty(explanation.Functions);
            }
        }
    }
}
