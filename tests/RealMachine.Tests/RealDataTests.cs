using IrqModel.Firmware;
using IrqModel.Firmware.Tests;

namespace RealMachine.Tests;

public class RealDataTests
{
    [Fact]
    public void Every_real_table_alone_runs_and_each_function_is_remapped_by_the_unit_that_its_bytes_name()
    {
        foreach (var path in SharedData.Files("dmar", "*.dmar")) Checks.RunAndCheck(File.ReadAllBytes(path), name: Path.GetFileName(path));
    }

    [Fact]
    public void Every_real_dump_runs_under_a_catch_all_unit_for_each_of_its_segments()
    {
        foreach (var path in SharedData.Files("lspci"))
        {
            var dump = LspciDump.Load(path);
            var outcome = Checks.RunAndCheck(Tables.CatchAlls(dump.Devices.Select(device => device.Address.Segment)), dump);

            // A segment beyond 16 bits is one of VMD's, which no DMAR can speak of.
            Assert.All(outcome.Rows.Where(row => row.Address.Segment <= ushort.MaxValue), row => Assert.NotNull(row.Coverage.Unit));
        }
    }

    [Fact]
    public void Every_real_dump_runs_under_every_kind_of_real_table_though_they_are_not_of_one_machine()
    {
        var tables = SharedData.Files("dmar", "*.dmar").Where((_, index) => index % 6 == 0).Select(File.ReadAllBytes).ToArray();
        foreach (var path in SharedData.Files("lspci"))
        {
            var dump = LspciDump.Load(path);
            foreach (var table in tables) Checks.RunAndCheck(table, dump);
        }
    }

    [Fact]
    public void The_program_runs_on_every_real_table_without_an_error()
    {
        foreach (var path in SharedData.Files("dmar", "*.dmar"))
        {
            var run = Cli.Run(path);
            Assert.Equal((path, 0), (path, run.ExitCode));
            Assert.DoesNotContain("error:", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_program_names_the_byte_of_every_malformed_table_and_never_dumps_an_exception()
    {
        foreach (var path in SharedData.Files("dmar_malformed", "*.dmar"))
        {
            var name = Path.GetFileName(path);
            var run = Cli.Run(path);
            if (name.StartsWith("good", StringComparison.Ordinal))
            {
                Assert.Equal((0, ""), (run.ExitCode, run.Error));
                continue;
            }

            // Linux uses a table with a wrong checksum, and says so.
            var isUsable = name.StartsWith("bad_checksum", StringComparison.Ordinal);
            Assert.Equal((name, isUsable ? 0 : 2), (name, run.ExitCode));
            var start = isUsable ? "warning" : "error";
            Assert.Matches(@$"^{start}: {name.Replace(".", @"\.", StringComparison.Ordinal)}: offset 0x[0-9A-F]+: [^\n]+; expected [^\n]+\n$", run.Error);
            Assert.DoesNotContain("Exception", run.Output + run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_real_table_with_a_base_of_0_runs_with_remapping_off_and_all_messages_pass()
    {
        var path = Array.Find(SharedData.Files("dmar", "*.dmar"), file => DmarTable.Load(file).Drhds.Any(unit => unit.RegisterBase == 0));
        if (path is null) Assert.Skip("no table with a base of 0 in the data of real machines");
        var run = Cli.Run(path);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("firmware does not offer interrupt remapping", run.Output, StringComparison.Ordinal);
        Assert.Contains("Linux turns VT-d off", run.Output, StringComparison.Ordinal);
        Assert.Contains("5 of 5 arrive under S1 and S2 alike", run.Output, StringComparison.Ordinal);
    }
}
