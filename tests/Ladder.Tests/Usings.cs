global using Cultivation.Hosting;
global using Cultivation.Kit;
global using Cultivation.Ladder.Cases;
global using Cultivation.Ladder.Firms;
global using Cultivation.Ladder.Programmes;
global using Cultivation.Ladder.Recognitions;
global using Cultivation.Ladder.Stages;
