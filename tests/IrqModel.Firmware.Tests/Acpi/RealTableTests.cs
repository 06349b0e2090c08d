namespace IrqModel.Firmware.Tests;

public class RealTableTests
{
    [Fact]
    public void Every_real_ivrs_reads_and_covers_its_own_devices()
    {
        foreach (string path in SharedData.Files("ivrs", "*.ivrs"))
        {
            var table = (IvrsTable)DescriptionTable.Read(File.ReadAllBytes(path), Path.GetFileName(path));
            Assert.NotEmpty(table.ActiveIvhds);
            Assert.DoesNotContain(table.Problems, problem => problem.Severity == AcpiSeverity.Error);
            foreach (IvhdBlock unit in table.ActiveIvhds)
            {
                foreach (IvhdEntry entry in unit.Entries.Where(entry => entry.Type == IvhdEntryType.Select))
                    Assert.NotNull(table.Covering(unit.Segment, entry.Device));
            }
            Assert.All(table.InterruptSources, source => Assert.NotNull(table.Covering(source.Segment, source.Requester)));
        }
    }

    [Fact]
    public void Every_real_iort_reads_and_its_root_complexes_lead_to_an_its_unless_it_has_none()
    {
        foreach (string path in SharedData.Files("iort", "*.iort"))
        {
            var table = (IortTable)DescriptionTable.Read(File.ReadAllBytes(path), Path.GetFileName(path));
            Assert.Empty(table.Problems);
            bool hasIts = table.Nodes.Any(node => node.Type == IortNodeType.ItsGroup);
            Assert.Equal(hasIts, table.Covering(0, new RequesterId(8))?.ItsGroup is not null);
        }
    }

    [Fact]
    public void Every_real_madt_reads()
    {
        foreach (string path in SharedData.Files("madt", "*.apic"))
        {
            var table = (MadtTable)DescriptionTable.Read(File.ReadAllBytes(path), Path.GetFileName(path));
            Assert.True(table.EnabledProcessors > 0, table.Name);
        }
    }

    [Fact]
    public void Every_real_mcfg_reads()
    {
        foreach (string path in SharedData.Files("madt", "*.mcfg"))
        {
            var table = (McfgTable)DescriptionTable.Read(File.ReadAllBytes(path), Path.GetFileName(path));
            Assert.NotEmpty(table.Regions);
        }
    }
}
