using IrqModel.Tool.Describing;
using IrqModel.Tool.Json;

namespace IrqModel.Tool.Tests.Describing;

/// <summary>Machines as data.</summary>
public class MachineDescriptionTests
{
    [Fact]
    public void A_described_machine_is_described_as_the_same()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var described = RandomMachine.Create(seed);

            Assert.Equal(ToolJson.Write(described), ToolJson.Write(MachineDescription.Of(described.CreateMachine())));
        }
    }

    [Fact]
    public void JSON_gives_back_the_machine_that_was_written()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var json = ToolJson.Write(RandomMachine.Create(seed));

            Assert.Equal(json, ToolJson.Write(ToolJson.ReadMachine(json, "machine.json")));
        }
    }

    [Theory]
    [InlineData("""{"name":"m","functions":[{"address":"00:99.0"}]}""", "machine.json line 1 at $.functions[0].address: found '00:99.0', expected an address of a PCI function")]
    [InlineData("{\n\"name\":\"m\",\n\"processor\":4}", "machine.json line 3 at $.processor")]
    [InlineData("""{"processors":4}""", "'name'")]
    [InlineData("""{"name":"m","schemaVersion":99}""", "schemaVersion 99, expected 1")]
    [InlineData("{\"name\":", "machine.json line 1")]
    [InlineData("null", "null, expected a machine")]
    public void A_wrong_document_is_an_error_that_names_the_line_and_what_was_expected(string json, string expected)
    {
        var error = Assert.Throws<InputException>(() => ToolJson.ReadMachine(json, "machine.json"));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_on_a_bus_that_nothing_leads_to_is_refused_by_name()
    {
        var machine = new MachineDescription("m") { RootBuses = [new(new(0, 0))], Functions = [new(new Bdf(0, 0x17, 0, 0))] };

        var error = Assert.Throws<TopologyException>(machine.CreateMachine);

        Assert.Contains("0000:17:00.0 is on a bus that is no root bus and that no bridge leads to; there are 0000:00.", error.Message,
            StringComparison.Ordinal);
    }
}
