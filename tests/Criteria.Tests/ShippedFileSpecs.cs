namespace Cultivation.Criteria.Tests;

public sealed class ShippedFileSpecs
{
    [Fact]
    public void both_files_parse_and_resolve_each_other()
    {
        Assert.Equal(6, Files.Jiading.Stages.Length);
        Assert.Equal(9, Files.Set.Credential("cn.hnte")!.Criteria!.Items.Length);
        Assert.Equal(64, Files.Jiading.Hash.Length);
    }
}
