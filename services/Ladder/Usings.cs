global using Cultivation.Hosting;
global using Cultivation.Ladder.Programmes;
global using Cultivation.Ladder.Stages;
