// The chart library is a classic script (vendor/uplot/uPlot.js) and puts its name here.
declare const uPlot: any;
